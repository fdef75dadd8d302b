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
 * @param late acknowledged more than {@value #LATE_MILLIS} ms after they were first sent
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
        long late,
        List<String> witnesses) {

    static final long LATE_MILLIS = 10_000;

    private static final int MOST_WITNESSES = 20;
    private static final FleetAudit NOTHING = new FleetAudit(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

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
                late + other.late,
                Stream.concat(witnesses.stream(), other.witnesses.stream()).toList());
    }

    /** The figures as text, one a line, and what is wrong. */
    public String report() {
        String figures = """
                sent                      %d
                acknowledged              %d
                stored                    %d
                acknowledged but missing  %d
                duplicated                %d
                altered                   %d
                never sent                %d
                late                      %d
                """.formatted(sent, acknowledged, stored, missing, duplicated, altered, unknown, late);
        return witnesses.isEmpty() ? figures : figures + String.join("\n", witnesses) + "\n";
    }

    /** Whether nothing that was acknowledged is missing, and nothing is stored that was not sent so. */
    public boolean passed() {
        return missing == 0 && altered == 0 && unknown == 0 && duplicated == 0;
    }
}
