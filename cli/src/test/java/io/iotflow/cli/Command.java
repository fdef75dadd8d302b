package io.iotflow.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that is run to its end. */
record Command(int exitCode, String output) {

    /** Runs a program; what it says on both streams is the output. */
    static Command run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Process process = start(folder, environment, command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.waitFor(), output);
    }

    /** Starts a program. */
    static Process start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
