package io.iotflow.registry.command;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceFeed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells the replicas that hold the sessions of devices that a command waits there. */
@Singleton
class AnnounceCommands {

    private final DeviceFeed feed;
    private final CommandSettings settings;

    AnnounceCommands(DeviceFeed feed, CommandSettings settings) {
        this.feed = feed;
        this.settings = settings;
    }

    /** Never fails: what was not announced is found later. */
    Uni<Void> announce(List<DeviceId> devices) {
        return Multi.createFrom()
                .iterable(devices)
                .onItem()
                .transformToUni(device -> feed.announce(DeviceFeed.Kind.COMMAND_QUEUED, device))
                .merge(settings.mostAnnouncing())
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
