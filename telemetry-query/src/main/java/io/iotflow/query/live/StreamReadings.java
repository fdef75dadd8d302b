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
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Streams the readings of devices as they come: first what a returning reader missed, from the store, then live. A
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

    /**
     * A stream that begins when its events are asked for.
     *
     * @param end ends it after what waits now; may be called by any thread, and again
     */
    record OpenStream(Multi<StreamEvent> events, Runnable whenLeft) {
        void end() {
            whenLeft.run();
        }
    }

    /**
     * Opens a stream.
     *
     * @param first the devices at the beginning
     * @param members asked again each time when access is looked at again
     * @param after the time of the last reading that the reader has; empty for a new reader
     */
    OpenStream open(
            List<DeviceId> first, Uni<List<DeviceId>> members, Optional<Instant> after, Uni<Boolean> stillAllowed) {
        Mailbox mailbox =
                new Mailbox(settings.mostWaiting(), settings.heartbeat(), Infrastructure.getDefaultWorkerPool());
        Watched watched = new Watched(first);
        Multi<StreamEvent> events = Multi.createBy()
                .concatenating()
                .streams(begin(mailbox, watched), missed(first, after), coming(mailbox));
        Uni<Boolean> allowed = stillAllowed.call(() -> follow(members, mailbox, watched));
        Multi<StreamEvent> guarded = guard.watch(device -> watched.devices().contains(device), allowed, mailbox, events)
                .onTermination()
                .invoke(() -> live.leave(mailbox));
        return new OpenStream(guarded, () -> mailbox.end("The reader left."));
    }

    private Multi<StreamEvent> begin(Mailbox mailbox, Watched watched) {
        return watch(mailbox, watched)
                .onItem()
                .transformToMulti(_ -> Multi.createFrom().item(new Heartbeat()));
    }

    private Uni<Void> watch(Mailbox mailbox, Watched watched) {
        return live.watch(mailbox, watched.devices(), batch -> hand(batch, watched.devices(), mailbox));
    }

    /** Goes on with those who are members now; while that can't be told, with those who were. */
    private Uni<?> follow(Uni<List<DeviceId>> members, Mailbox mailbox, Watched watched) {
        return members.map(Set::copyOf)
                .chain(now -> watched.becomes(now)
                        ? watch(mailbox, watched)
                        : Uni.createFrom().voidItem())
                .onFailure(Exception.class)
                .recoverWithNull();
    }

    private static void hand(LiveBatch batch, Set<DeviceId> watched, Mailbox mailbox) {
        if (batch.lost() > 0) {
            mailbox.lost(batch.lost());
        }
        for (Reading reading : batch.readings()) {
            if (watched.contains(reading.device())) {
                mailbox.put(new Taken(reading));
            }
        }
    }

    /** Device by device. Where there are several, one may have another reading at the very time of the last. */
    private Multi<StreamEvent> missed(List<DeviceId> devices, Optional<Instant> after) {
        return Multi.createFrom()
                .iterable(after.isPresent() ? devices : List.of())
                .onItem()
                .transformToMultiAndConcatenate(device ->
                        missed(device, devices.size() == 1 ? after.orElseThrow().plusMillis(1) : after.orElseThrow()));
    }

    private Multi<StreamEvent> missed(DeviceId device, Instant from) {
        TimeRange since = new TimeRange(from, later(from, clock.instant()).plus(LATEST_AHEAD));
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
        return Multi.createBy().repeating().uni(mailbox::next).whilst(event -> !(event instanceof Ended));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
