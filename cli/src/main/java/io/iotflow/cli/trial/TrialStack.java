package io.iotflow.cli.trial;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.LauncherOptions;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.local.stack.StackState;
import io.iotflow.local.stack.StackState.Part;
import io.iotflow.local.stack.StackState.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The whole product, on free ports, in a home of its own, without limits on how much may be sent. */
public final class TrialStack implements AutoCloseable {

    private static final long CHECK_MILLIS = 200;
    private static final String SETSID = "/usr/bin/setsid";

    /** Load comes from one address, and from fewer devices than it would in life. */
    private static final Map<String, String> UNLIMITED =
            Map.of("IOTFLOW_LIMITS_TELEMETRY_REQUESTS", "0", "IOTFLOW_LIMITS_REGISTRATION_REQUESTS", "0");

    private final StackHome home;
    private final @Nullable Process launcher;

    private TrialStack(StackHome home, @Nullable Process launcher) {
        this.home = home;
        this.launcher = launcher;
    }

    /** The stack that runs in a home already; closing it here changes nothing. */
    public static TrialStack running(StackHome home) throws IOException {
        if (StackState.read(home).filter(StackState::isLive).isEmpty()) {
            throw new IOException("IoTFlow does not run in " + home.folder() + ".");
        }
        return new TrialStack(home, null);
    }

    /** Starts one and waits until it is ready. It ends with this process at the latest. */
    public static TrialStack start(TrialFolder folder, ProjectRoot root) throws IOException, InterruptedException {
        return start(folder, root, Map.of());
    }

    /**
     * The same with settings of its own.
     *
     * @param environment variables of all its processes
     */
    public static TrialStack start(TrialFolder folder, ProjectRoot root, Map<String, String> environment)
            throws IOException, InterruptedException {
        StackHome home = StackHome.at(folder.resolve("stack"));
        Ports ports = Ports.free();
        ports.write(home.portsFile());
        OptionalLong us = OptionalLong.of(ProcessHandle.current().pid());
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of(SETSID))) {
            // Ctrl-C in this terminal reaches it through us alone.
            command.add(SETSID);
        }
        command.addAll(new LauncherOptions(home.folder(), ports, false, false, us).command(root));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.log("launcher").toFile()));
        builder.environment().putAll(UNLIMITED);
        builder.environment().putAll(environment);
        Process launcher = builder.start();
        folder.beforeDeletion(() -> end(launcher));
        TrialStack stack = new TrialStack(home, launcher);
        stack.awaitReady(launcher);
        return stack;
    }

    private void awaitReady(Process started) throws IOException, InterruptedException {
        while (true) {
            boolean ended = started.waitFor(CHECK_MILLIS, TimeUnit.MILLISECONDS);
            Optional<StackState> state = StackState.read(home);
            if (state.filter(known -> known.phase() == Phase.READY).isPresent()) {
                return;
            }
            if (ended || state.filter(known -> known.phase() == Phase.FAILED).isPresent()) {
                throw new IOException("The stack could not be started: "
                        + state.map(StackState::message).orElse("its launcher ended"));
            }
        }
    }

    /** Where it keeps everything. */
    public StackHome home() {
        return home;
    }

    /** How its parts are reached. */
    public StackFacts facts() throws IOException {
        return StackFacts.read(home);
    }

    /** A part as it is now. */
    public Part part(String name) throws IOException {
        return StackState.read(home).stream()
                .flatMap(state -> state.parts().stream())
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("The stack has no part called " + name + "."));
    }

    /** All processes by name, the launcher included. */
    public Map<String, Long> pids() throws IOException {
        StackState state = StackState.read(home).orElseThrow(() -> new IOException("The stack has no state."));
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put("launcher", state.launcherPid());
        state.parts().stream().filter(part -> part.pid() != 0).forEach(part -> pids.put(part.name(), part.pid()));
        return pids;
    }

    /** Where a part listens. */
    public InetSocketAddress address(PortName name) throws IOException {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), facts().port(name));
    }

    /** An address for HTTP. */
    public URI uri(PortName name, String path) throws IOException {
        return URI.create("http://127.0.0.1:" + facts().port(name) + path);
    }

    public String adminToken() throws IOException {
        return Files.readString(home.folder().resolve(Secrets.ADMIN_TOKEN_FILE)).strip();
    }

    @Override
    public void close() {
        Process started = launcher;
        if (started != null) {
            end(started);
        }
    }

    private static void end(Process launcher) {
        launcher.destroy();
        try {
            launcher.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
