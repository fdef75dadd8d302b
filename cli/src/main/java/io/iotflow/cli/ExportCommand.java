package io.iotflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iotflow export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes all devices with their configuration and the hashes of their keys, as JSON lines.")
final class ExportCommand implements Callable<Integer> {

    private final LocalHome local;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "Only its owner can read it.")
    private Path file = Path.of("registry.jsonl");

    ExportCommand(LocalHome local) {
        this.local = local;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RegistryBackup registry = new RegistryBackup(local);
        Path whole = file.toAbsolutePath();
        // The name is taken when all of it is there.
        Path part = Files.createTempFile(
                whole.getParent(),
                "registry",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        int devices = 0;
        try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            long after = 0;
            boolean more = true;
            while (more) {
                String page = registry.page(after);
                JsonNode read = RegistryBackup.read(page);
                writer.append(page).append('\n');
                devices += read.path("devices").size();
                after = read.path("next_after").asLong();
                more = read.hasNonNull("next_after");
            }
        }
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        spec.commandLine().getOut().println(devices + " devices are in " + whole + ".");
        return 0;
    }
}
