package io.iotflow.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.iotflow.domain.DeviceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that let a device in, by hash and by device. Reading takes no lock. A key that was looked up before its
 * device changed is not remembered after the change. Any thread.
 */
final class RememberedKeys {

    private static final int MOST_CHANGES = 100_000;

    private final Cache<KeyHash, HeldKey> keys;
    private final Map<DeviceId, Set<KeyHash>> byDevice = new HashMap<>();
    private final Map<DeviceId, Long> lastChange = new HashMap<>();
    private long changes;
    private long lastChangeOfAll;

    RememberedKeys(long mostKeys) {
        this.keys = Caffeine.newBuilder()
                .maximumSize(mostKeys)
                .removalListener(this::removed)
                .build();
    }

    Optional<HeldKey> get(KeyHash key) {
        return Optional.ofNullable(keys.getIfPresent(key));
    }

    /** To be read before a lookup, and given with what it found. */
    synchronized long changes() {
        return changes;
    }

    /** Remembers what a lookup found, except what has changed since it began. */
    synchronized void remember(Map<KeyHash, HeldKey> found, long changesBefore) {
        found.forEach((key, held) -> {
            DeviceId device = held.holder().id();
            if (Math.max(lastChangeOfAll, lastChange.getOrDefault(device, 0L)) <= changesBefore) {
                keys.put(key, held);
                byDevice.computeIfAbsent(device, _ -> new HashSet<>(2)).add(key);
            }
        });
    }

    /** These devices changed. */
    synchronized void forget(Collection<DeviceId> devices) {
        if (lastChange.size() + devices.size() > MOST_CHANGES) {
            lastChange.clear();
            lastChangeOfAll = changes;
        }
        for (DeviceId device : devices) {
            changes++;
            lastChange.put(device, changes);
            keys.invalidateAll(byDevice.getOrDefault(device, Set.of()));
            byDevice.remove(device);
        }
    }

    /** Any device may have changed. */
    synchronized void forgetAll() {
        changes++;
        lastChangeOfAll = changes;
        lastChange.clear();
        byDevice.clear();
        keys.invalidateAll();
    }

    /** Forgets one key and leaves the device's others. */
    void forgetKey(KeyHash key) {
        keys.invalidate(key);
    }

    /** How many keys are remembered, about. */
    long size() {
        return keys.estimatedSize();
    }

    private synchronized void removed(@Nullable KeyHash key, @Nullable HeldKey held, RemovalCause cause) {
        if (key == null || held == null || keys.getIfPresent(key) != null) {
            return;
        }
        DeviceId device = held.holder().id();
        Set<KeyHash> others = byDevice.get(device);
        if (others != null && others.remove(key) && others.isEmpty()) {
            byDevice.remove(device);
        }
    }
}
