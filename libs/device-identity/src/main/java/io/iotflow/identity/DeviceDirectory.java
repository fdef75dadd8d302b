package io.iotflow.identity;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where devices are looked up. A lookup fails when the directory can't answer. */
public interface DeviceDirectory {

    /** The device with an id. */
    Uni<Optional<DeviceIdentity>> findById(DeviceId id);

    /** The device with a name. */
    Uni<Optional<DeviceIdentity>> findByName(String name);

    /** How many devices there are. */
    Uni<Long> count();
}
