package io.iotflow.simulator.load;

import io.iotflow.simulator.platform.DeviceCredentials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run does.
 *
 * @param devices take turns
 * @param duration in which messages become due; what is unanswered then is waited for
 */
public record LoadPlan(
        Transport transport,
        List<DeviceCredentials> devices,
        ReadingSeries series,
        Pace pace,
        Duration duration,
        Journal journal) {

    public LoadPlan {
        devices = List.copyOf(devices);
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("a run needs a device");
        }
    }

    /** Writes down that the readings of a message are about to be sent, from the first one on. */
    void sent(long device, long first) {
        for (long i = first; i < first + transport.readings() && journal != Journal.NONE; i++) {
            journal.sent(device, series.time(i), series.hash(device, i));
        }
    }

    /** Writes down that the platform has the readings of a message. */
    void acknowledged(long device, long first) {
        for (long i = first; i < first + transport.readings() && journal != Journal.NONE; i++) {
            journal.acknowledged(device, series.time(i));
        }
    }

    /** The part of one of several event loops that share a run. */
    LoadPlan share(int part, int parts) {
        List<DeviceCredentials> some = new ArrayList<>();
        for (int i = part; i < devices.size(); i += parts) {
            some.add(devices.get(i));
        }
        Pace shared = switch (pace) {
            case Pace.OpenLoop(double rate, int together) ->
                new Pace.OpenLoop(rate * some.size() / devices.size(), together);
            case Pace.Saturating saturating -> saturating;
            case Pace.Idle idle -> idle;
        };
        return new LoadPlan(transport.share(part, parts), some, series, shared, duration, journal);
    }
}
