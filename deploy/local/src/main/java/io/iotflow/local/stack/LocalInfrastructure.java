package io.iotflow.local.stack;

import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** PostgreSQL, Redis and IoTDB for tests: started once, joined by whoever comes later. */
public final class LocalInfrastructure {

    private static final long CHECK_MILLIS = 100;

    private LocalInfrastructure() {}

    /**
     * Joins the infrastructure that runs in a home, or starts it from nothing in a process of its own on free ports.
     *
     * @param owner the process with whose end it ends
     * @return when all three are ready
     */
    public static StackFacts joinOrStart(Path folder, long owner) throws IOException, InterruptedException {
        StackHome home = StackHome.at(folder);
        try (FileChannel channel = FileChannel.open(
                        home.folder().resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Optional<StackState> running = StackState.read(home).filter(StackState::isLive);
            if (running.isEmpty()) {
                start(home, owner);
            }
            return StackFacts.read(home);
        }
    }

    private static void start(StackHome home, long owner) throws IOException, InterruptedException {
        LauncherOptions options = new LauncherOptions(home.folder(), Ports.free(), true, false, OptionalLong.of(owner));
        Files.deleteIfExists(home.stateFile());
        Sweep.endLeftovers(home);
        // From nothing: IoTDB would insist on the ports of the last time, which others may have now.
        StackHome.delete(home.data());
        Process launcher = new ProcessBuilder(options.command(ProjectRoot.find()))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.log("launcher").toFile()))
                .start();
        while (!isReady(home)) {
            if (launcher.waitFor(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("The infrastructure did not start; the log is " + home.log("launcher"));
            }
        }
    }

    private static boolean isReady(StackHome home) throws IOException {
        return StackState.read(home)
                .filter(state -> state.phase() == StackState.Phase.READY)
                .isPresent();
    }
}
