package io.iotflow.cli.backup;

import io.iotflow.cli.installation.RefusedException;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.StackFacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iotflow restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Brings a backup back into the running local stack, which must be empty.",
            "Afterwards 'iotflow restart' makes the services forget what they remembered."
        })
public final class RestoreCommand implements Callable<Integer> {

    private final StackHome home;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "What 'iotflow backup' wrote.")
    private Path file = Path.of("iotflow-backup.zip");

    @Option(names = "--force", description = "Deletes what is there first.")
    private boolean force;

    public RestoreCommand(StackHome home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        StackFacts facts = RunningFacts.of(home);
        try (ZipFile zip = new ZipFile(file.toFile());
                RegistryRepository registry = new RegistryRepository(facts);
                SavedReadings store = new SavedReadings(facts)) {
            Contents contents = Contents.read(text(zip, Contents.ENTRY));
            refuseAnotherForm(contents, registry);
            List<Long> present = registry.devices();
            if (!force && !(present.isEmpty() && store.isEmpty())) {
                throw new RefusedException(
                        RefusedException.FAILED,
                        "There are devices or readings already. --force deletes them first; nothing was changed.");
            }
            present.forEach(store::erase);
            restoreRegistry(zip, contents, registry);
            long readings = restoreReadings(zip, store);
            int devices = registry.devices().size();
            spec.commandLine()
                    .getOut()
                    .println(devices + " devices and " + readings + " readings are back. Now run 'iotflow restart'.");
        }
        return 0;
    }

    private static void refuseAnotherForm(Contents contents, RegistryRepository registry)
            throws SQLException, RefusedException {
        if (!contents.version().equals(registry.version())) {
            throw new RefusedException(
                    RefusedException.FAILED,
                    "The backup has tables of version " + contents.version() + ", this stack of " + registry.version()
                            + ". Restore with the version that made it, then upgrade.");
        }
    }

    private static void restoreRegistry(ZipFile zip, Contents contents, RegistryRepository registry)
            throws IOException, SQLException {
        registry.clear();
        for (Map.Entry<String, String> table : contents.tables().entrySet()) {
            try (InputStream in = open(zip, Contents.entry(table.getKey()))) {
                registry.copyIn(table.getKey(), table.getValue(), in);
            }
        }
        registry.commit(contents.sequences());
    }

    private static long restoreReadings(ZipFile zip, SavedReadings store) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(open(zip, Contents.READINGS), StandardCharsets.UTF_8))) {
            return store.restore(lines);
        }
    }

    private static String text(ZipFile zip, String name) throws IOException {
        try (InputStream in = open(zip, name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        ZipEntry entry = Optional.ofNullable(zip.getEntry(name))
                .orElseThrow(() -> new RefusedException(
                        RefusedException.FAILED, "This is no backup of IoTFlow: it has no " + name + "."));
        return zip.getInputStream(entry);
    }
}
