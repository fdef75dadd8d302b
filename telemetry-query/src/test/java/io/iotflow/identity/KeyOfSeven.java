package io.iotflow.identity;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows one key: that of device number 7, which may be revoked. */
@Alternative
@Priority(1)
@Singleton
public class KeyOfSeven implements KeyDirectory {

    private static final KeyHash KEY =
            KeyHash.of(ApiKey.parse("k".repeat(ApiKey.LENGTH)).orElseThrow());
    private static final HeldKey HELD =
            new HeldKey(new DeviceIdentity(new DeviceId(7), "device 7", "test", DeviceStatus.ACTIVE), Optional.empty());

    private volatile boolean held = true;

    /** Whether the key is still the device's. */
    public void hold(boolean still) {
        held = still;
    }

    @Override
    public Uni<Map<KeyHash, HeldKey>> find(Collection<KeyHash> keys) {
        return Uni.createFrom().item(held && keys.contains(KEY) ? Map.of(KEY, HELD) : Map.of());
    }

    @Override
    public Uni<String> now() {
        return Uni.createFrom().item("0");
    }

    @Override
    public Uni<Changes> changesSince(String point) {
        return Uni.createFrom().item(new Changes(Set.of(), point));
    }
}
