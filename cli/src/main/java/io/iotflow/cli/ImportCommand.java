package io.iotflow.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iotflow import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Adds the devices of an export that are not there, with their ids and keys. May be repeated.")
final class ImportCommand implements Callable<Integer> {

    private final LocalHome local;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "What 'iotflow export' wrote.")
    private Path file = Path.of("registry.jsonl");

    ImportCommand(LocalHome local) {
        this.local = local;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RegistryBackup registry = new RegistryBackup(local);
        int devices = 0;
        int added = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String page = reader.readLine(); page != null; page = reader.readLine()) {
                devices += RegistryBackup.read(page).path("devices").size();
                added += registry.take(page);
            }
        }
        spec.commandLine().getOut().println(added + " of " + devices + " devices were added.");
        return 0;
    }
}
