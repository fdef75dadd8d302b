package io.iotflow.local.process;

import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A part of the stack that is one child process with a log file. */
public final class ChildProcess implements Component {

    /**
     * How it is started.
     *
     * @param arguments the program first
     * @param environment in addition to ours
     * @param archive of a Java program whose classes are kept between its starts
     */
    public record Command(
            String name, List<String> arguments, Map<String, String> environment, Optional<ClassArchive> archive) {

        public Command(String name, List<String> arguments, Map<String, String> environment) {
            this(name, arguments, environment, Optional.empty());
        }

        private List<String> line() {
            List<String> line = new ArrayList<>(arguments);
            archive.ifPresent(classes -> line.addAll(1, classes.options()));
            return line;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LARGEST_LOG = 16L << 20;

    private final Command command;
    private final StackHome home;
    private final BooleanSupplier ready;
    private volatile @Nullable Process process;

    /**
     * @param ready asks the process whether it does its work
     */
    public ChildProcess(Command command, StackHome home, BooleanSupplier ready) {
        this.command = command;
        this.home = home;
        this.ready = ready;
    }

    @Override
    public String name() {
        return command.name();
    }

    @Override
    public synchronized void start() throws IOException {
        Path log = home.log(command.name());
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, home.log(command.name() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        keepClasses();
        ProcessBuilder builder = new ProcessBuilder(command.line())
                .directory(home.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(command.environment());
        Process started = builder.start();
        process = started;
        started.getOutputStream().close();
        ProcessRecord.of(command.name(), started.pid()).ifPresent(record -> write(record));
    }

    private void write(ProcessRecord record) {
        try {
            record.write(home.run());
        } catch (IOException failure) {
            throw new UncheckedIOException("A process can't be written down in " + home.run(), failure);
        }
    }

    @Override
    public boolean isReady() {
        return isAlive() && ready.getAsBoolean();
    }

    @Override
    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    @Override
    public OptionalLong pid() {
        Process current = process;
        return current != null && current.isAlive() ? OptionalLong.of(current.pid()) : OptionalLong.empty();
    }

    @Override
    public synchronized void stop() {
        Process current = process;
        if (current != null) {
            ProcessRecord.end(current.toHandle(), PATIENCE);
            ProcessRecord.delete(home.run(), command.name());
            keepClasses();
        }
    }

    private void keepClasses() {
        Process last = process;
        if (last != null && !last.isAlive()) {
            command.archive().ifPresent(archive -> archive.ended(last.exitValue()));
        }
    }
}
