package io.iotflow.simulator.audit.fleet;

import io.iotflow.simulator.audit.fleet.LoggedReadings.Logged;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What became of the readings of a fleet: acknowledged ⊆ stored ⊆ sent, and values unchanged.
 *
 * @param indeterminate sent and not acknowledged: refused, or without an answer; stored or not, it counts neither way
 * @param missing acknowledged and not stored
 * @param altered stored with other values than were sent
 * @param unknown stored and never sent by this device
 * @param duplicated stored more than once for one device and time
 * @param witnesses the first ones of what is wrong, a line each
 */
public record FleetAudit(
        long sent,
        long acknowledged,
        long indeterminate,
        long stored,
        long missing,
        long altered,
        long unknown,
        long duplicated,
        List<String> witnesses) {

    private static final int MOST_WITNESSES = 20;
    private static final FleetAudit NOTHING = new FleetAudit(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    public FleetAudit {
        witnesses = List.copyOf(witnesses.subList(0, Math.min(MOST_WITNESSES, witnesses.size())));
    }

    /** Reads back every reading of these devices and compares. Devices that sent nothing are left out. */
    public static FleetAudit of(LoggedReadings logged, List<DeviceCredentials> devices, ReadBack stored)
            throws PlatformException {
        FleetAudit sum = NOTHING;
        for (DeviceCredentials device : devices) {
            Map<Long, Logged> readings = logged.of(device.id());
            if (!readings.isEmpty()) {
                sum = sum.plus(
                        new Comparison(device.id(), readings).with(stored.rows(device, logged.span(device.id()))));
            }
        }
        return sum;
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
                duplicated + other.duplicated,
                Stream.concat(witnesses.stream(), other.witnesses.stream()).toList());
    }

    /** Whether nothing that was acknowledged is missing, and nothing is stored that was not sent so. */
    public boolean passed() {
        return missing == 0 && altered == 0 && unknown == 0 && duplicated == 0;
    }
}
