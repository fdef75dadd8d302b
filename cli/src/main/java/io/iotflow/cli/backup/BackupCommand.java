package io.iotflow.cli.backup;

import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.StackFacts;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iotflow backup}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Saves the tables of all services and the readings of the local stack in one file, while it runs.",
            "What was acknowledged before the start is in it. It holds secrets: keep it to yourself."
        })
public final class BackupCommand implements Callable<Integer> {

    private static final int TELL_EVERY = 1000;

    private final StackHome home;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "A zip archive; only its owner can read it.")
    private Path file = Path.of("iotflow-backup.zip");

    public BackupCommand(StackHome home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        StackFacts facts = RunningFacts.of(home);
        Path whole = file.toAbsolutePath();
        // The name is taken when all of it is there.
        Path part = Files.createTempFile(
                whole.getParent(),
                "backup",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        long readings;
        List<Long> devices;
        try (RegistryRepository registry = new RegistryRepository(facts);
                SavedReadings store = new SavedReadings(facts);
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
            devices = registry.devices();
            saveRegistry(registry, zip);
            readings = saveReadings(devices, store, zip);
        }
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        spec.commandLine()
                .getOut()
                .println(devices.size() + " devices and " + readings + " readings are in " + whole + ".");
        return 0;
    }

    private static void saveRegistry(RegistryRepository registry, ZipOutputStream zip)
            throws IOException, SQLException {
        Contents contents = new Contents(registry.version(), registry.tables(), registry.sequences());
        zip.putNextEntry(new ZipEntry(Contents.ENTRY));
        zip.write(contents.text().getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, String> table : contents.tables().entrySet()) {
            zip.putNextEntry(new ZipEntry(Contents.entry(table.getKey())));
            registry.copyOut(table.getKey(), table.getValue(), zip);
        }
    }

    private long saveReadings(List<Long> devices, SavedReadings store, ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry(Contents.READINGS));
        Writer out = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        long readings = 0;
        int done = 0;
        for (long device : devices) {
            readings += store.save(device, out);
            if (++done % TELL_EVERY == 0) {
                spec.commandLine().getErr().println("  " + done + " of " + devices.size() + " devices");
            }
        }
        out.flush();
        return readings;
    }
}
