package io.iotflow.ingest.pipeline;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.ingest.pipeline.Acceptance.Full;
import io.iotflow.ingest.pipeline.Acceptance.HeldMany;
import io.iotflow.ingest.pipeline.Acceptance.HeldOne;
import io.iotflow.ingest.pipeline.Acceptance.NothingHeld;
import io.iotflow.ingest.pipeline.HeldGroup.NotSettledException;
import io.iotflow.ingest.pipeline.ItemResult.Rejected;
import io.iotflow.ingest.reading.DecodedBody;
import io.iotflow.ingest.reading.DecodedBody.Many;
import io.iotflow.ingest.reading.DecodedBody.One;
import io.iotflow.ingest.reading.DecodedBody.Unreadable;
import io.iotflow.ingest.reading.DecodedItem;
import io.iotflow.ingest.refusal.Refusal;
import io.iotflow.ingest.refusal.RefusalLedger;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The weaker promise: readings are checked, held in memory and acknowledged, and then go the way of all others. While
 * the store is away they are offered again for a bounded time. A crash loses what is held, and so does a store that
 * stays away. Bounded in number and in bytes. Any thread.
 */
@Singleton
public class AcceptedReadings {

    private static final Logger LOG = Logger.getLogger(AcceptedReadings.class);

    private final IngestReadings ingest;
    private final AcceptSettings settings;
    private final PipelineMetrics metrics;
    private final RefusalLedger ledger;
    private final Clock clock;
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicLong heldBytes = new AtomicLong();

    AcceptedReadings(
            IngestReadings ingest,
            AcceptSettings settings,
            PipelineMetrics metrics,
            RefusalLedger ledger,
            Clock clock) {
        this.ingest = ingest;
        this.settings = settings;
        this.metrics = metrics;
        this.ledger = ledger;
        this.clock = clock;
        metrics.watchAccepted(held, heldBytes);
    }

    /** Takes a JSON body. */
    public Acceptance accept(Arrival arrival, byte[] body) {
        return accept(arrival, ingest.read(arrival, body));
    }

    /** The same for a body with one reading a line. */
    public Acceptance acceptLines(Arrival arrival, byte[] body) {
        return accept(arrival, ingest.readLines(arrival, body));
    }

    private Acceptance accept(Arrival arrival, DecodedBody decoded) {
        return switch (decoded) {
            case Unreadable(String reason) -> new NothingHeld(new IngestResult.Unreadable(reason));
            case One(DecodedItem.Accepted(Reading reading)) ->
                hold(arrival, List.of(reading)) ? new HeldOne(reading) : new Full(settings.retryIn());
            case One(DecodedItem.Rejected rejected) -> new NothingHeld(new IngestResult.One(rejected(rejected)));
            case Many(List<DecodedItem> items) -> acceptMany(arrival, items);
        };
    }

    private Acceptance acceptMany(Arrival arrival, List<DecodedItem> items) {
        List<Reading> readings = new ArrayList<>();
        SortedMap<Integer, Rejected> rejected = new TreeMap<>();
        for (int index = 0; index < items.size(); index++) {
            switch (items.get(index)) {
                case DecodedItem.Accepted(Reading reading) -> readings.add(reading);
                case DecodedItem.Rejected reason -> rejected.put(index, rejected(reason));
            }
        }
        if (readings.isEmpty()) {
            return new NothingHeld(new IngestResult.Many(List.copyOf(rejected.values())));
        }
        return hold(arrival, readings) ? new HeldMany(readings.size(), rejected) : new Full(settings.retryIn());
    }

    private boolean hold(Arrival arrival, List<Reading> readings) {
        HeldGroup group = new HeldGroup(arrival, readings);
        boolean fits = held.addAndGet(group.size()) <= settings.mostHeld()
                & heldBytes.addAndGet(group.bytes()) <= settings.mostHeldBytes();
        if (!fits) {
            release(group);
            return false;
        }
        metrics.accepted(arrival.transport(), group.size());
        store(group).subscribe().with(_ -> release(group), failure -> lost(group));
        return true;
    }

    private Uni<Void> store(HeldGroup group) {
        return Uni.createFrom()
                .deferred(() -> ingest.commit(group.left()))
                .invoke(outcomes -> group.settle(outcomes).forEach(refused -> refused(group, refused)))
                .chain(group::failUnlessSettled)
                .onFailure(NotSettledException.class)
                .retry()
                .withBackOff(settings.firstPause(), settings.longestPause())
                .expireIn(settings.keepTryingFor().toMillis());
    }

    private void refused(HeldGroup group, Refused refused) {
        Arrival arrival = group.arrival();
        ledger.note(new Refusal(
                clock.instant(),
                Optional.of(arrival.device()),
                arrival.transport(),
                refused.code(),
                refused.reason(),
                ""));
    }

    private void lost(HeldGroup group) {
        release(group);
        metrics.lost(group.left().size());
        LOG.errorf(
                "%d accepted readings are lost: the store did not take them in time",
                group.left().size());
    }

    private void release(HeldGroup group) {
        held.addAndGet(-group.size());
        heldBytes.addAndGet(-group.bytes());
    }

    private static Rejected rejected(DecodedItem.Rejected rejected) {
        return new Rejected(rejected.code(), rejected.field(), rejected.reason());
    }
}
