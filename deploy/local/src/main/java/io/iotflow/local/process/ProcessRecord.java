package io.iotflow.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process that was started, written down so that a later run can end it if this one could not. The moment of its start
 * is part of it, so that another process that got the same number is never touched.
 */
public record ProcessRecord(String name, long pid, Instant started) {

    private static final String SUFFIX = ".pid";

    /** Of a process that runs. */
    public static Optional<ProcessRecord> of(String name, long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(started -> new ProcessRecord(name, pid, started));
    }

    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(name + SUFFIX), pid + " " + started);
    }

    public static void delete(Path folder, String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + SUFFIX));
        } catch (IOException _) {
            // The moment of the start inside keeps an old record harmless.
        }
    }

    /** What earlier runs wrote down in a folder. */
    public static List<ProcessRecord> readAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .flatMap(file -> read(file).stream())
                    .toList();
        }
    }

    /** The process itself, if it is still that one. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().startInstant().equals(Optional.of(started)));
    }

    /** Ends the process, by force when it takes longer than {@code patience}. */
    public void end(Duration patience) {
        process().ifPresent(process -> end(process, patience));
    }

    static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!awaitExit(process, patience)) {
            process.destroyForcibly();
            awaitExit(process, patience);
        }
    }

    private static boolean awaitExit(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("waiting for a process does not fail", impossible);
        }
    }

    private static Optional<ProcessRecord> read(Path file) {
        try {
            String[] parts = Files.readString(file).strip().split(" ");
            String fileName = file.getFileName().toString();
            String name = fileName.substring(0, fileName.length() - SUFFIX.length());
            return Optional.of(new ProcessRecord(name, Long.parseLong(parts[0]), Instant.parse(parts[1])));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }
}
