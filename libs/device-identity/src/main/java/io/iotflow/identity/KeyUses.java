package io.iotflow.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The uses of keys that nobody was told of yet, in memory. Bounded: a key beyond that is not counted. Any thread. */
final class KeyUses {

    private final ConcurrentMap<KeyHash, KeyUse> uses = new ConcurrentHashMap<>();
    private final long mostKeys;

    KeyUses(long mostKeys) {
        this.mostKeys = mostKeys;
    }

    void used(KeyHash key, Instant now) {
        add(key, new KeyUse(1, now));
    }

    void add(KeyHash key, KeyUse use) {
        if (uses.containsKey(key) || uses.size() < mostKeys) {
            uses.merge(key, use, KeyUse::plus);
        }
    }

    /** At most so many keys; they are not told again. */
    Map<KeyHash, KeyUse> take(int most) {
        Map<KeyHash, KeyUse> taken = new HashMap<>();
        for (KeyHash key : uses.keySet()) {
            if (taken.size() == most) {
                break;
            }
            KeyUse use = uses.remove(key);
            if (use != null) {
                taken.put(key, use);
            }
        }
        return taken;
    }
}
