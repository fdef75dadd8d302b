package io.iotflow.query.live;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.Reading;
import io.iotflow.domain.TimeRange;
import io.iotflow.live.LiveBatch;
import io.iotflow.live.LiveWatch;
import io.iotflow.query.live.StreamEvent.Ended;
import io.iotflow.query.live.StreamEvent.Heartbeat;
import io.iotflow.query.live.StreamEvent.Lost;
import io.iotflow.query.live.StreamEvent.Taken;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryReader;
import io.iotflow.store.TelemetryReader.Order;
import io.iotflow.store.TelemetryReader.Selection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Streams the readings of a device as they come: first what a returning reader missed, from the store, then live. A
 * reading may come twice where both meet; none is lost in between.
 */
@Singleton
class StreamReadings {

    private static final Duration LATEST_AHEAD = Duration.ofDays(2);

    private final LiveWatch live;
    private final TelemetryReader reader;
    private final StreamGuard guard;
    private final StreamSettings settings;
    private final Clock clock;

    StreamReadings(LiveWatch live, TelemetryReader reader, StreamGuard guard, StreamSettings settings, Clock clock) {
        this.live = live;
        this.reader = reader;
        this.guard = guard;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param after the time of the last reading that the reader has; empty for a new reader */
    Multi<StreamEvent> stream(DeviceId device, Optional<Instant> after, Uni<Boolean> stillAllowed) {
        Mailbox mailbox = new Mailbox(settings.mostWaiting());
        Multi<StreamEvent> events = Multi.createBy()
                .concatenating()
                .streams(begin(mailbox, device), missed(device, after), coming(mailbox));
        return guard.watch(device, stillAllowed, mailbox, events)
                .onTermination()
                .invoke(() -> live.leave(mailbox));
    }

    private Multi<StreamEvent> begin(Mailbox mailbox, DeviceId device) {
        return live.watch(mailbox, List.of(device), batch -> hand(batch, device, mailbox))
                .onItem()
                .transformToMulti(_ -> Multi.createFrom().item(new Heartbeat()));
    }

    private static void hand(LiveBatch batch, DeviceId device, Mailbox mailbox) {
        if (batch.lost() > 0) {
            mailbox.lost(batch.lost());
        }
        for (Reading reading : batch.readings()) {
            if (reading.device().equals(device)) {
                mailbox.put(new Taken(reading));
            }
        }
    }

    private Multi<StreamEvent> missed(DeviceId device, Optional<Instant> after) {
        return Multi.createFrom()
                .iterable(after.stream().toList())
                .onItem()
                .transformToMultiAndConcatenate(last -> missed(device, last));
    }

    private Multi<StreamEvent> missed(DeviceId device, Instant last) {
        TimeRange since =
                new TimeRange(last.plusMillis(1), later(last, clock.instant()).plus(LATEST_AHEAD));
        return reader.read(device, new Selection(since, List.of(), Order.NEWEST_FIRST, settings.mostMissed() + 1))
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of)
                .onItem()
                .transformToMulti(readings -> Multi.createFrom().iterable(inOrder(readings)));
    }

    /** Oldest first; when there are too many the newest of them, and a word that there were more. */
    private List<StreamEvent> inOrder(List<Reading> newestFirst) {
        boolean tooMany = newestFirst.size() > settings.mostMissed();
        List<StreamEvent> events = new ArrayList<>();
        if (tooMany) {
            events.add(new Lost(1));
        }
        newestFirst.stream().limit(settings.mostMissed()).toList().reversed().stream()
                .map(Taken::new)
                .forEach(events::add);
        return events;
    }

    private Multi<StreamEvent> coming(Mailbox mailbox) {
        return Multi.createBy()
                .repeating()
                .uni(() -> mailbox.next().ifNoItem().after(settings.heartbeat()).recoverWithItem(Heartbeat::new))
                .whilst(event -> !(event instanceof Ended));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
