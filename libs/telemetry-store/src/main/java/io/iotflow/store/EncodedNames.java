package io.iotflow.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The encoded names of series, remembered: a fleet uses few names very often. Bounded; what does not fit is encoded each
 * time. Any thread.
 */
final class EncodedNames {

    private static final int MOST_OF_A_KIND = 10_000;

    private final Map<Lane, Map<String, String>> fields = empty();
    private final Map<Lane, Map<String, String>> metadata = empty();

    String of(Lane lane, boolean isMetadata, String name) {
        Map<String, String> known = (isMetadata ? metadata : fields).getOrDefault(lane, Map.of());
        String encoded = known.get(name);
        if (encoded == null) {
            encoded = new SeriesName(lane, isMetadata, name).encoded();
            if (known.size() < MOST_OF_A_KIND) {
                known.put(name, encoded);
            }
        }
        return encoded;
    }

    private static Map<Lane, Map<String, String>> empty() {
        Map<Lane, Map<String, String>> kinds = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            kinds.put(lane, new ConcurrentHashMap<>());
        }
        return kinds;
    }
}
