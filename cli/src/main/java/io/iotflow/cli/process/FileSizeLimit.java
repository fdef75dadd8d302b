package io.iotflow.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How long a process may make its files, by prlimit(1): with a limit of nothing, every write that would make a file longer
 * fails for that process alone, as on a full disk, and files can still be read, made and deleted. Only the soft limit is
 * moved, so that it can be lifted again without any right.
 */
public final class FileSizeLimit {

    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/prlimit"), Path.of("/bin/prlimit"));

    private FileSizeLimit() {}

    /** Whether this machine has the program. */
    public static boolean isPossible() {
        return program().isPresent();
    }

    /** No file of the process may become longer; false when there is no such process. */
    public static boolean set(long pid) throws IOException, InterruptedException {
        return run(pid, "0:");
    }

    /** The process writes as before; false when there is no such process. */
    public static boolean lift(long pid) throws IOException, InterruptedException {
        return run(pid, "unlimited:");
    }

    private static boolean run(long pid, String softLimit) throws IOException, InterruptedException {
        String program =
                program().map(Path::toString).orElseThrow(() -> new IOException("This machine has no prlimit."));
        Process prlimit = new ProcessBuilder(program, "--pid", Long.toString(pid), "--fsize=" + softLimit)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return prlimit.waitFor() == 0;
    }

    private static Optional<Path> program() {
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }
}
