package io.iotflow.query.retention;

import io.iotflow.domain.DeviceId;
import io.iotflow.query.fleet.FleetDirectory.TypedDevice;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that the store should have: one for all with the longest time of the policy, so that the store never forgets
 * too early, and one for each device with a shorter time while there is room. The devices after those are erased by us.
 */
final class WantedRules {

    private final RetentionPolicy policy;
    private final int most;
    private final Map<DeviceId, Duration> devices = new HashMap<>();

    WantedRules(RetentionPolicy policy, int most) {
        this.policy = policy;
        this.most = most;
    }

    Optional<Duration> all() {
        return policy.longest();
    }

    /** By device, of those that were added. */
    Map<DeviceId, Duration> devices() {
        return devices;
    }

    /** Adds a page of devices, in the order of their ids. */
    void add(List<TypedDevice> page) {
        for (TypedDevice device : page) {
            policy.ageFor(device)
                    .filter(age -> !all().equals(Optional.of(age)))
                    .filter(_ -> devices.size() < most)
                    .ifPresent(age -> devices.put(device.id(), age));
        }
    }
}
