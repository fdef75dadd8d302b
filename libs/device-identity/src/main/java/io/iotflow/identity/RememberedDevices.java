package io.iotflow.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.domain.DeviceId;
import io.iotflow.service.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The devices that were asked for, so that a dashboard's many questions are one look at the database. What changes is
 * forgotten at once, see {@link DeviceFeed} and {@link ChangeWatch}, also what is being looked up meanwhile; while the
 * database can't be asked, remembered devices go on. A device that was not found is not remembered. Any thread may call it;
 * the answer comes in the caller's context.
 */
@Singleton
public class RememberedDevices {

    private static final long MOST = 10_000;

    private final DeviceDirectory directory;

    /** A look that is under way is an entry too, and none any more once its device is forgotten. */
    private final AsyncCache<DeviceId, DeviceIdentity> remembered =
            Caffeine.newBuilder().maximumSize(MOST).buildAsync();

    RememberedDevices(DeviceDirectory directory) {
        this.directory = directory;
    }

    /** The device with an id; fails when it is not remembered and the directory can't answer. */
    public Uni<Optional<DeviceIdentity>> find(DeviceId id) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<DeviceIdentity> found = remembered.get(id, (device, _) -> look(device));
            return found.isDone() ? answer(found) : CallerContext.keep(answer(found));
        });
    }

    void forget(Collection<DeviceId> changed) {
        remembered.synchronous().invalidateAll(changed);
    }

    void forgetAll() {
        remembered.synchronous().invalidateAll();
    }

    private CompletableFuture<DeviceIdentity> look(DeviceId id) {
        return directory.findById(id).map(found -> found.orElse(null)).subscribeAsCompletionStage();
    }

    /** What a caller no longer waits for is still looked up, for others may wait for it. */
    private static Uni<Optional<DeviceIdentity>> answer(CompletableFuture<DeviceIdentity> found) {
        return Uni.createFrom().completionStage(found::copy).map(Optional::ofNullable);
    }
}
