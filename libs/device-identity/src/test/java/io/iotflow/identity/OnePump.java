package io.iotflow.identity;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A directory of one device, number 7, that may be away. Counts the questions by id. */
final class OnePump implements DeviceDirectory {

    final DeviceIdentity pump = new DeviceIdentity(new DeviceId(7), "pump", "sensor", DeviceStatus.ACTIVE);
    boolean away;
    int asked;
    /** Questions are answered when this is complete, by what is so when they are asked. */
    CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);

    @Override
    public Uni<Optional<DeviceIdentity>> findById(DeviceId id) {
        asked++;
        return found(id.equals(pump.id()));
    }

    @Override
    public Uni<Optional<DeviceIdentity>> findByName(String name) {
        return found(name.equals(pump.name()));
    }

    @Override
    public Uni<Long> count() {
        return Uni.createFrom().item(1L);
    }

    private Uni<Optional<DeviceIdentity>> found(boolean found) {
        Uni<Optional<DeviceIdentity>> answer = away
                ? Uni.createFrom().failure(new IllegalStateException("away"))
                : Uni.createFrom().item(found ? Optional.of(pump) : Optional.empty());
        return Uni.createFrom().completionStage(ready).chain(() -> answer);
    }
}
