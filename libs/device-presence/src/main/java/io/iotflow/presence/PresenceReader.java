package io.iotflow.presence;

import io.iotflow.domain.DeviceId;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads presence; a page of devices is one round trip. Fails when Redis does not answer. */
@Singleton
public class PresenceReader {

    private final ReactiveValueCommands<String, String> redis;

    PresenceReader(ReactiveRedisDataSource redis) {
        this.redis = redis.value(String.class);
    }

    /** The presence of every device that was asked for. */
    public Uni<Map<DeviceId, Presence>> read(Collection<DeviceId> devices) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<DeviceId> order = List.copyOf(devices);
        String[] keys = order.stream().map(PresenceKeys::of).toArray(String[]::new);
        return redis.mget(keys).map(found -> byDevice(order, found));
    }

    /** The presence of one device. */
    public Uni<Presence> read(DeviceId device) {
        return read(List.of(device)).map(found -> found.getOrDefault(device, Presence.UNHEARD));
    }

    private static Map<DeviceId, Presence> byDevice(List<DeviceId> devices, Map<String, String> found) {
        Map<DeviceId, Presence> presences = new HashMap<>();
        for (DeviceId device : devices) {
            String written = found.get(PresenceKeys.of(device));
            presences.put(device, written == null ? Presence.UNHEARD : Presence.read(written));
        }
        return presences;
    }
}
