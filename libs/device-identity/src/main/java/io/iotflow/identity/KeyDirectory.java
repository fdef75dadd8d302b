package io.iotflow.identity;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Where keys are looked up, and what changed since. A question fails when the directory can't answer. */
interface KeyDirectory {

    /**
     * What changed, up to a point in the order of all changes.
     *
     * @param upTo to be given with the next question
     * @param more whether there are more already: a page is bounded
     */
    record Changes(Set<DeviceId> devices, String upTo, boolean more) {

        Changes(Set<DeviceId> devices, String upTo) {
            this(devices, upTo, false);
        }
    }

    /** Those of the keys that let a device in now; the others are held by nobody. */
    Uni<Map<KeyHash, HeldKey>> find(Collection<KeyHash> keys);

    /** Where the order of changes is now. */
    Uni<String> now();

    /** The next devices that changed or lost a key since a point; some may be told twice, none is left out. */
    Uni<Changes> changesSince(String point);
}
