package io.iotflow.query.service;

import io.iotflow.domain.DeviceId;
import io.iotflow.query.fleet.FleetDirectory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the groups and the types that a test put here, and every device but number 404. */
@Alternative
@Priority(1)
@Singleton
class KnownFleet implements FleetDirectory {

    private final Map<String, List<DeviceId>> groups = new ConcurrentHashMap<>();
    private final Map<String, List<DeviceId>> types = new ConcurrentHashMap<>();

    /** Nothing of what other tests put here. */
    void forget() {
        groups.clear();
        types.clear();
    }

    void group(String name, DeviceId... members) {
        groups.put(name, List.of(members));
    }

    void type(String name, DeviceId... devices) {
        types.put(name, List.of(devices));
    }

    @Override
    public Uni<Set<DeviceId>> existing(Collection<DeviceId> devices) {
        Set<DeviceId> known = new HashSet<>(devices);
        known.remove(new DeviceId(EveryDevice.NOBODY));
        return Uni.createFrom().item(known);
    }

    @Override
    public Uni<List<DeviceId>> ofType(String type, int most) {
        return Uni.createFrom().item(types.getOrDefault(type, List.of()));
    }

    @Override
    public Uni<Optional<List<DeviceId>>> ofGroup(String idOrName, int most) {
        return Uni.createFrom().item(Optional.ofNullable(groups.get(idOrName)));
    }

    @Override
    public Uni<List<TypedDevice>> after(long id, int most) {
        return Uni.createFrom()
                .item(types.entrySet().stream()
                        .flatMap(type -> type.getValue().stream().map(device -> new TypedDevice(device, type.getKey())))
                        .filter(device -> device.id().value() > id)
                        .sorted((one, other) -> one.id().compareTo(other.id()))
                        .limit(most)
                        .toList());
    }
}
