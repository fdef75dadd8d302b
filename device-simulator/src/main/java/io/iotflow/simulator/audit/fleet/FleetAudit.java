package io.iotflow.simulator.audit.fleet;

import io.iotflow.simulator.audit.fleet.LoggedReadings.Logged;
import io.iotflow.simulator.audit.fleet.ReadBack.Row;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the readings of a fleet: acknowledged ⊆ stored ⊆ sent, and values unchanged.
 *
 * @param indeterminate sent and not acknowledged: refused, or without an answer; stored or not, it counts neither way
 * @param missing acknowledged and not stored
 * @param altered stored with other values than were sent
 * @param unknown stored and never sent by this device
 * @param duplicated stored more than once for one device and time
 */
public record FleetAudit(
        long sent,
        long acknowledged,
        long indeterminate,
        long stored,
        long missing,
        long altered,
        long unknown,
        long duplicated) {

    private static final FleetAudit NOTHING = new FleetAudit(0, 0, 0, 0, 0, 0, 0, 0);

    /** Reads back every reading of these devices and compares. Devices that sent nothing are left out. */
    public static FleetAudit of(LoggedReadings logged, List<DeviceCredentials> devices, ReadBack stored)
            throws PlatformException {
        FleetAudit sum = NOTHING;
        for (DeviceCredentials device : devices) {
            Map<Long, Logged> readings = logged.of(device.id());
            if (!readings.isEmpty()) {
                sum = sum.plus(compare(readings, stored.rows(device, logged.span(device.id()))));
            }
        }
        return sum;
    }

    private static FleetAudit compare(Map<Long, Logged> logged, List<Row> stored) {
        Set<Long> times = new HashSet<>();
        long altered = 0;
        long unknown = 0;
        long duplicated = 0;
        for (Row row : stored) {
            Logged sent = logged.get(row.time());
            if (!times.add(row.time())) {
                duplicated++;
            } else if (sent == null) {
                unknown++;
            } else if (sent.valuesHash() != row.valuesHash()) {
                altered++;
            }
        }
        long acknowledged =
                logged.values().stream().filter(Logged::acknowledged).count();
        long missing = logged.entrySet().stream()
                .filter(entry -> entry.getValue().acknowledged() && !times.contains(entry.getKey()))
                .count();
        long indeterminate = logged.size() - acknowledged;
        return new FleetAudit(
                logged.size(), acknowledged, indeterminate, stored.size(), missing, altered, unknown, duplicated);
    }

    private FleetAudit plus(FleetAudit other) {
        return new FleetAudit(
                sent + other.sent,
                acknowledged + other.acknowledged,
                indeterminate + other.indeterminate,
                stored + other.stored,
                missing + other.missing,
                altered + other.altered,
                unknown + other.unknown,
                duplicated + other.duplicated);
    }

    /** Whether nothing that was acknowledged is missing, and nothing is stored that was not sent so. */
    public boolean passed() {
        return missing == 0 && altered == 0 && unknown == 0 && duplicated == 0;
    }
}
