package io.iotflow.query.fleet;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where several devices at once are looked up. A lookup fails when the directory can't answer. */
public interface FleetDirectory {

    /** A device and its type. */
    record TypedDevice(DeviceId id, String type) {}

    /** Those of these devices that exist. */
    Uni<Set<DeviceId>> existing(Collection<DeviceId> devices);

    /** The first devices of a type, by their ids. */
    Uni<List<DeviceId>> ofType(String type, int most);

    /**
     * The first devices of a group, by their ids.
     *
     * @param idOrName of a static or a dynamic group; an id before a name
     * @return empty when there is no such group
     */
    Uni<Optional<List<DeviceId>>> ofGroup(String idOrName, int most);

    /** Devices with an id above this one, by their ids. */
    Uni<List<TypedDevice>> after(long id, int most);
}
