package io.iotflow.registry.connectivity;

import io.iotflow.domain.DeviceId;
import io.iotflow.presence.Presence;
import io.iotflow.presence.PresenceReader;
import io.iotflow.registry.device.Device;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Presence of devices, a hint: while Redis is away, no device seems to be there. */
@Singleton
public class Presences {

    private static final Logger LOG = Logger.getLogger(Presences.class);
    private static final int ONE_ROUND_TRIP = 1000;

    private final PresenceReader reader;

    Presences(PresenceReader reader) {
        this.reader = reader;
    }

    /** The presence of each device that is known; ask with a default. */
    public Uni<Map<DeviceId, Presence>> of(List<DeviceId> devices) {
        return reader.read(devices)
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("Presence could not be read: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithItem(Map.of());
    }

    /** The presence of one device. */
    public Uni<Presence> of(Device device) {
        return of(List.of(device.id())).map(known -> known.getOrDefault(device.id(), Presence.UNHEARD));
    }

    /** How many of these are online. */
    public Uni<Long> countOnline(List<DeviceId> devices) {
        return Multi.createFrom()
                .iterable(devices)
                .group()
                .intoLists()
                .of(ONE_ROUND_TRIP)
                .onItem()
                .transformToUniAndConcatenate(this::of)
                .map(known -> known.values().stream().filter(Presence::online).count())
                .collect()
                .with(Collectors.summingLong(Long::longValue));
    }
}
