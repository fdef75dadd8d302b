package io.iotflow.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * The devices that were asked for a moment ago, so that a dashboard's many questions are one look at the database. What
 * changes is forgotten at once, see {@link DeviceFeed}, and everything after a second; a device that was not found is not
 * remembered. Any thread.
 */
@Singleton
public class RememberedDevices {

    private static final long MOST = 10_000;
    private static final Duration FOR = Duration.ofSeconds(1);

    private final DeviceDirectory directory;
    private final Cache<DeviceId, DeviceIdentity> remembered =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FOR).build();

    RememberedDevices(DeviceDirectory directory) {
        this.directory = directory;
    }

    /** The device with an id; fails when the directory can't answer. */
    public Uni<Optional<DeviceIdentity>> find(DeviceId id) {
        DeviceIdentity known = remembered.getIfPresent(id);
        return known != null
                ? Uni.createFrom().item(Optional.of(known))
                : directory.findById(id).invoke(found -> found.ifPresent(device -> remembered.put(id, device)));
    }

    void forget(Collection<DeviceId> changed) {
        remembered.invalidateAll(changed);
    }
}
