package io.iotflow.query.live;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.identity.DeviceFeed.Kind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Ends a stream whose reader may not read any more: at once when a change of the device is announced, else soon. All end
 * when the service stops.
 */
@Singleton
class StreamGuard {

    private static final Logger LOG = Logger.getLogger(StreamGuard.class);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
    private static final String REASON = "This credential does not allow that any more.";

    private final DeviceFeed feed;
    private final StreamSettings settings;
    private final OpenMailboxes open;

    StreamGuard(DeviceFeed feed, StreamSettings settings, OpenMailboxes open) {
        this.feed = feed;
        this.settings = settings;
        this.open = open;
    }

    /** The same events, and the end when the reader may not go on. */
    Multi<StreamEvent> watch(
            Predicate<DeviceId> watched, Uni<Boolean> stillAllowed, Mailbox mailbox, Multi<StreamEvent> events) {
        return Multi.createFrom().deferred(() -> {
            Cancellable watching = occasions(watched)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .transformToUniAndConcatenate(_ -> bounded(stillAllowed))
                    .filter(allowed -> !allowed)
                    .subscribe()
                    .with(_ -> mailbox.end(REASON), failure -> LOG.errorf(failure, "A stream is no longer guarded"));
            open.add(mailbox);
            return events.onTermination().invoke(() -> {
                watching.cancel();
                open.remove(mailbox);
            });
        });
    }

    /** A look that is never answered would be the last one. */
    private static Uni<Boolean> bounded(Uni<Boolean> stillAllowed) {
        return stillAllowed.ifNoItem().after(LONGEST_LOOK).recoverWithItem(true);
    }

    private Multi<Long> occasions(Predicate<DeviceId> watched) {
        return Multi.createBy()
                .merging()
                .streams(
                        Multi.createFrom()
                                .ticks()
                                .every(settings.recheck())
                                .onOverflow()
                                .drop(),
                        feed.devices(Kind.CHANGED)
                                .filter(watched)
                                .map(DeviceId::value)
                                .onOverflow()
                                .drop());
    }
}
