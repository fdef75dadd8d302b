package io.iotflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iotflow logs}. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows the log of a service, or which there are.")
final class LogsCommand implements Callable<Integer> {

    private static final String SUFFIX = ".log";

    private final LocalHome local;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "SERVICE")
    private @Nullable String service;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "100",
            description = "How many (${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on as the log grows.")
    private boolean follow;

    LogsCommand(LocalHome local) {
        this.local = local;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> names = names();
        if (service == null) {
            names.forEach(spec.commandLine().getOut()::println);
            return 0;
        }
        Path log = local.home().log(service);
        if (!names.contains(service)) {
            spec.commandLine()
                    .getErr()
                    .println("There is no log of '" + service + "'. There are: " + String.join(", ", names) + ".");
            return 1;
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        if (follow) {
            command.add("-F");
        }
        command.add(log.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> logs = Files.list(local.home().logs())) {
            return logs.map(log -> log.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
