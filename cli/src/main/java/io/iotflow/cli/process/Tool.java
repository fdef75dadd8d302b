package io.iotflow.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of the machine that do something for a trial and end. */
public final class Tool {

    /**
     * What came of it.
     *
     * @param output both streams
     */
    public record Result(int exitCode, String output) {

        /** Whether the program says so. */
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    private Tool() {}

    /** Runs a program to its end. Blocks. */
    public static Result run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output.strip());
    }
}
