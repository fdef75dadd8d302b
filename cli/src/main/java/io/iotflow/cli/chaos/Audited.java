package io.iotflow.cli.chaos;

import io.iotflow.cli.trial.StoreReadBack;
import io.iotflow.cli.trial.StoredReadings;
import io.iotflow.local.home.PortName;
import io.iotflow.simulator.audit.fleet.FleetAudit;
import io.iotflow.simulator.audit.fleet.LoggedReadings;
import io.iotflow.simulator.audit.fleet.QueryReadBack;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The audit after a fault: all devices straight from the store, some through the query API. Blocks. */
final class Audited {

    private static final int EVERY = 10;

    private Audited() {}

    /**
     * @param witness is told of the first readings that are wrong
     */
    static List<Finding> findings(LoadedStack loaded, Consumer<String> witness) throws IOException, PlatformException {
        LoggedReadings logged = LoggedReadings.read(loaded.log());
        List<Finding> findings = new ArrayList<>();
        try (StoredReadings stored = new StoredReadings(loaded.stack().facts())) {
            FleetAudit all = FleetAudit.of(logged, loaded.devices(), new StoreReadBack(stored));
            all.witnesses().forEach(witness);
            findings.add(Finding.of("sent", all.sent(), ""));
            findings.add(Finding.of("acknowledged", all.acknowledged(), ""));
            findings.add(Finding.of("indeterminate", all.indeterminate(), ""));
            findings.add(Finding.of("stored", all.stored(), ""));
            findings.add(Finding.none(Finding.MISSING, all.missing()));
            findings.add(Finding.none("altered", all.altered()));
            findings.add(Finding.none("never sent", all.unknown()));
            findings.add(Finding.none("duplicated", all.duplicated()));
        }
        Platform platform = new Platform(loaded.stack().uri(PortName.GATEWAY, "/"));
        FleetAudit some = FleetAudit.of(logged, sample(loaded.devices()), new QueryReadBack(platform));
        findings.add(Finding.of("acknowledged by the sample that was queried", some.acknowledged(), ""));
        findings.add(Finding.none(
                "missing or wrong there", some.missing() + some.altered() + some.unknown() + some.duplicated()));
        return findings;
    }

    private static List<DeviceCredentials> sample(List<DeviceCredentials> devices) {
        List<DeviceCredentials> sample = new ArrayList<>();
        for (int i = 0; i < devices.size(); i += EVERY) {
            sample.add(devices.get(i));
        }
        return sample;
    }
}
