package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.ApiKey;
import io.iotflow.identity.DeviceDirectory;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.KeyHash;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Devices in memory. */
final class FakeDirectory implements DeviceDirectory {

    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

    final AtomicInteger questions = new AtomicInteger();
    private final Map<KeyHash, DeviceId> keys = new ConcurrentHashMap<>();
    private final Map<DeviceId, DeviceIdentity> devices = new ConcurrentHashMap<>();
    volatile boolean down;

    /** Adds an active device and makes its key. */
    ApiKey add(long id, String name) {
        DeviceId device = new DeviceId(id);
        setStatus(device, name, DeviceStatus.ACTIVE);
        return addKey(device);
    }

    ApiKey addKey(DeviceId device) {
        ApiKey key = ApiKey.generate(RANDOM);
        keys.put(KeyHash.of(key), device);
        return key;
    }

    void setStatus(DeviceId device, String name, DeviceStatus status) {
        devices.put(device, new DeviceIdentity(device, name, "sensor", status));
    }

    void setLimit(DeviceId device, String name, int messages) {
        devices.put(device, new DeviceIdentity(device, name, "sensor", DeviceStatus.ACTIVE, OptionalInt.of(messages)));
    }

    void revoke(ApiKey key) {
        keys.remove(KeyHash.of(key));
    }

    Uni<Optional<DeviceIdentity>> findByKey(KeyHash key) {
        questions.incrementAndGet();
        return down
                ? Uni.createFrom().failure(new IllegalStateException("down"))
                : Uni.createFrom().item(Optional.ofNullable(keys.get(key)).map(devices::get));
    }

    @Override
    public Uni<Optional<DeviceIdentity>> findById(DeviceId id) {
        return Uni.createFrom().item(Optional.ofNullable(devices.get(id)));
    }

    @Override
    public Uni<Optional<DeviceIdentity>> findByName(String name) {
        return Uni.createFrom()
                .item(devices.values().stream()
                        .filter(device -> device.name().equals(name))
                        .findFirst());
    }

    @Override
    public Uni<Long> count() {
        return Uni.createFrom().item((long) devices.size());
    }
}
