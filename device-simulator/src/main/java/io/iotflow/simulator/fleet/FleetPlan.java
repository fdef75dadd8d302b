package io.iotflow.simulator.fleet;

import io.iotflow.simulator.device.Faults;
import io.iotflow.simulator.device.WireForm;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.profile.Profile;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a fleet does.
 *
 * @param profiles of the devices, in their order
 * @param rate messages a second of all devices together; 0 leaves that to the profiles
 * @param ramp in which the devices start, evenly
 * @param stagger from one device's start to the next one's, if that takes longer
 * @param faults of every device
 * @param seed makes a run repeatable: every device has a seed of its own from it
 */
public record FleetPlan(
        List<DeviceCredentials> devices,
        List<Profile> profiles,
        WireForm form,
        int qos,
        double rate,
        Duration ramp,
        Duration stagger,
        Faults faults,
        long seed) {

    public FleetPlan {
        devices = List.copyOf(devices);
        profiles = List.copyOf(profiles);
        if (devices.isEmpty() || devices.size() != profiles.size()) {
            throw new IllegalArgumentException("a fleet needs devices, and a profile for each");
        }
    }

    /** When a device starts, in milliseconds from the beginning. */
    long startMillis(int device) {
        long step = Math.max(stagger.toMillis(), ramp.toMillis() / devices.size());
        return step * device;
    }

    /** The profile of a device with the rate in it. */
    Profile profile(int device) {
        Profile profile = profiles.get(device);
        return rate > 0 ? profile.withTelemetrySeconds(devices.size() / rate) : profile;
    }

    /**
     * The seed of a device, far from those of the others: generators whose seeds are neighbours begin alike, and what devices do by
     * chance, their failures for one, would come in common.
     */
    long seed(int device) {
        return new SplittableRandom(seed + device).nextLong();
    }

    /** Devices that share a rate send one after the other and not all at once. */
    double firstAfter(int device) {
        return rate > 0 ? device / rate : 0;
    }
}
