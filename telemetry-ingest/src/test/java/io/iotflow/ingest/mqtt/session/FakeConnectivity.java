package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Presence in memory, with the rule that only the newest session may say that its device is gone. */
final class FakeConnectivity implements Connectivity {

    final Map<DeviceId, Boolean> online = new ConcurrentHashMap<>();
    final Map<DeviceId, Long> newest = new ConcurrentHashMap<>();
    private final AtomicLong epochs = new AtomicLong();

    /** A session begins in another replica. */
    Begun beginElsewhere(DeviceId device) {
        long epoch = epochs.incrementAndGet();
        newest.put(device, epoch);
        online.put(device, true);
        return new Begun(device, epoch);
    }

    @Override
    public Uni<Long> begin(DeviceId device) {
        long epoch = epochs.incrementAndGet();
        newest.put(device, epoch);
        return Uni.createFrom().item(epoch);
    }

    @Override
    public void heard(DeviceId device) {
        online.put(device, true);
    }

    @Override
    public Uni<Void> left(DeviceId device, long epoch) {
        if (newest.getOrDefault(device, 0L) <= epoch) {
            online.put(device, false);
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public Multi<Begun> begun() {
        return Multi.createFrom().empty();
    }
}
