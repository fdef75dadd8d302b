package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.cli.trial.StoreReadBack;
import io.iotflow.cli.trial.StoredReadings;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.simulator.audit.fleet.FleetAudit;
import io.iotflow.simulator.audit.fleet.LoggedReadings;
import io.iotflow.simulator.platform.DeviceCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a backup is worth: everything is deleted, brought back, and audited. */
final class BackupChecks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningStack stack;
    private final Path log;

    /**
     * @param log what a device of the stack sent and got acknowledged
     */
    BackupChecks(RunningStack stack, Path log) {
        this.stack = stack;
        this.log = log;
    }

    /** Nothing of a device is missing after backup, reset and restore. */
    void bringsBackEverything(String name) throws Exception {
        long id = JSON.readTree(stack.run("device", "show", name, "--json"))
                .at("/device/id")
                .asLong();
        FleetAudit before = audit(id, name);
        Path file = ProjectRoot.find().folder().resolve("target/end-to-end-backup.zip");
        Files.deleteIfExists(file);

        stack.run("backup", file.toString());
        stack.run("down");
        stack.run("reset", "--yes");
        StackHome.at(stack.folder());
        stack.run("up", "--ports", "auto");
        assertThat(stack.iotflow("device", "show", name).exitCode()).as("gone").isNotZero();
        System.out.println(stack.run("restore", file.toString()));
        stack.run("restart");

        FleetAudit after = audit(id, name);
        System.out.println(after.report());
        assertThat(after).isEqualTo(before);
        assertThat(after.acknowledged()).isPositive();
        assertThat(after.missing()).isZero();
    }

    private FleetAudit audit(long id, String name) throws Exception {
        try (StoredReadings stored = new StoredReadings(StackFacts.read(StackHome.at(stack.folder())))) {
            List<DeviceCredentials> device = List.of(new DeviceCredentials(id, name, ""));
            return FleetAudit.of(LoggedReadings.read(log), device, new StoreReadBack(stored));
        }
    }
}
