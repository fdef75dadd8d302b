package io.iotflow.query.live;

import io.iotflow.domain.DeviceId;
import java.util.Collection;
import java.util.Set;

/** The devices that a stream shows now. Any thread may look; one at a time changes them. */
final class Watched {

    private volatile Set<DeviceId> devices;

    Watched(Collection<DeviceId> devices) {
        this.devices = Set.copyOf(devices);
    }

    Set<DeviceId> devices() {
        return devices;
    }

    /** Goes on with others; whether they are others indeed. */
    boolean becomes(Set<DeviceId> now) {
        boolean changed = !now.equals(devices);
        devices = now;
        return changed;
    }
}
