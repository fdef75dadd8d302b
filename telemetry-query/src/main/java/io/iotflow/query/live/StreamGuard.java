package io.iotflow.query.live;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.identity.DeviceFeed.Kind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Ends a stream whose reader may not read any more: at once when a change of the device is announced, else soon. */
@Singleton
class StreamGuard {

    private static final Logger LOG = Logger.getLogger(StreamGuard.class);
    private static final String REASON = "This credential does not allow that any more.";

    private final DeviceFeed feed;
    private final StreamSettings settings;

    StreamGuard(DeviceFeed feed, StreamSettings settings) {
        this.feed = feed;
        this.settings = settings;
    }

    /** The same events, and the end when the reader may not go on. */
    Multi<StreamEvent> watch(DeviceId device, Uni<Boolean> stillAllowed, Mailbox mailbox, Multi<StreamEvent> events) {
        return Multi.createFrom().deferred(() -> {
            Cancellable watching = occasions(device)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .transformToUniAndConcatenate(_ -> stillAllowed)
                    .filter(allowed -> !allowed)
                    .subscribe()
                    .with(_ -> mailbox.end(REASON), failure -> LOG.errorf(failure, "A stream is no longer guarded"));
            return events.onTermination().invoke(watching::cancel);
        });
    }

    private Multi<DeviceId> occasions(DeviceId device) {
        return Multi.createBy()
                .merging()
                .streams(
                        Multi.createFrom()
                                .ticks()
                                .every(settings.recheck())
                                .onOverflow()
                                .drop()
                                .map(_ -> device),
                        feed.devices(Kind.CHANGED)
                                .filter(device::equals)
                                .onOverflow()
                                .drop());
    }
}
