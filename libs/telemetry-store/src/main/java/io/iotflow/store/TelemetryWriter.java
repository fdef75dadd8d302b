package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iotdb.common.rpc.thrift.TSStatus;
import org.apache.iotdb.rpc.TSStatusCode;
import org.jboss.logging.Logger;

/**
 * Writes readings. When it says that a reading is stored, a query sees it, and with the store's synchronous log it
 * survives the crash of any process. Writing a reading again changes nothing: device, time and field decide where a
 * value is, and the later write wins.
 */
@Singleton
public class TelemetryWriter {

    private static final Logger LOG = Logger.getLogger(TelemetryWriter.class);
    private static final String REFUSED = "store_refused";

    private final StoreCalls calls;
    private final SeriesVersions versions;
    private final EncodedNames encodedNames = new EncodedNames();
    private final AnnouncedSeries announced = new AnnouncedSeries();
    private final Duration retryIn;

    TelemetryWriter(StoreCalls calls, StoreSettings settings, SeriesVersions versions) {
        this.calls = calls;
        this.versions = versions;
        this.retryIn = settings.retryIn();
    }

    /**
     * Writes readings in one call of the store; in two when devices have series among them that this process has not seen.
     *
     * @param readings at least one
     * @return one outcome for each reading, in their order; never fails. If the store refuses some, only those are
     *     refused. The outcomes come on a thread of the store
     */
    public Uni<List<ReadingOutcome>> write(List<Reading> readings) {
        RecordBatch batch = RecordBatch.of(readings, encodedNames);
        return calls.run(sessions -> {
                    batch.insert(sessions);
                    return allStored(readings.size());
                })
                .onFailure(StoreRefusedException.class)
                .recoverWithUni(refusal -> explain(readings, (StoreRefusedException) refusal))
                .onFailure(StoreUnavailableException.class)
                .recoverWithItem(failure -> notConfirmed(readings.size(), String.valueOf(failure.getMessage())))
                .chain(outcomes -> announce(readings, batch, outcomes));
    }

    /** Tells readers of series that are new before anybody is told that their first values are stored. */
    private Uni<List<ReadingOutcome>> announce(
            List<Reading> readings, RecordBatch batch, List<ReadingOutcome> outcomes) {
        Map<DeviceId, Set<String>> series = announced.missing(readings, batch, outcomes);
        if (series.isEmpty()) {
            return Uni.createFrom().item(outcomes);
        }
        return calls.run(sessions -> {
                    versions.renew(sessions, series.keySet());
                    announced.add(series);
                    return outcomes;
                })
                .onFailure(StoreRefusedException.class)
                .transform(refusal -> calls.unavailable(String.valueOf(refusal.getMessage())))
                .onFailure(StoreUnavailableException.class)
                .recoverWithItem(failure -> notAnnounced(outcomes, String.valueOf(failure.getMessage())));
    }

    private List<ReadingOutcome> notAnnounced(List<ReadingOutcome> outcomes, String reason) {
        LOG.warnf("New series were not announced, and their readings not confirmed: %s", reason);
        return outcomes.stream()
                .map(outcome -> outcome instanceof Stored ? notConfirmed() : outcome)
                .toList();
    }

    /** Finds out which readings a refusal is about, by the store's own word or by halving the batch. */
    private Uni<List<ReadingOutcome>> explain(List<Reading> readings, StoreRefusedException refusal) {
        if (refusal.parts().size() == readings.size()) {
            return Uni.createFrom()
                    .item(refusal.parts().stream().map(this::outcome).toList());
        }
        if (readings.size() > 1) {
            int middle = readings.size() / 2;
            List<Reading> second = readings.subList(middle, readings.size());
            return write(readings.subList(0, middle))
                    .chain(outcomes -> write(second).map(more -> concatenated(outcomes, more)));
        }
        ReadingOutcome only =
                refusal.isFaultOfTheReading() ? refused(String.valueOf(refusal.getMessage())) : notConfirmed();
        LOG.warnf("The store refused a reading: %s", refusal.getMessage());
        return Uni.createFrom().item(List.of(only));
    }

    private ReadingOutcome outcome(TSStatus status) {
        if (status.getCode() == TSStatusCode.SUCCESS_STATUS.getStatusCode()
                || status.getCode() == TSStatusCode.REDIRECTION_RECOMMEND.getStatusCode()) {
            return Stored.INSTANCE;
        }
        LOG.warnf("The store refused a reading: %d %s", status.getCode(), status.getMessage());
        return StoreRefusedException.isFaultOfTheReading(status.getCode())
                ? refused(status.getMessage())
                : notConfirmed();
    }

    private static ReadingOutcome refused(String storeMessage) {
        boolean type = storeMessage.contains("type");
        return new Refused(
                REFUSED,
                type
                        ? "The store holds another type for one of these fields. Send it under another name."
                        : "The store can't take this reading as it is.");
    }

    private ReadingOutcome notConfirmed() {
        return new StoreUnavailable(retryIn);
    }

    private List<ReadingOutcome> notConfirmed(int count, String reason) {
        LOG.warnf("%d readings were not confirmed: %s", count, reason);
        return Collections.nCopies(count, notConfirmed());
    }

    private static List<ReadingOutcome> allStored(int count) {
        return Collections.nCopies(count, Stored.INSTANCE);
    }

    private static List<ReadingOutcome> concatenated(List<ReadingOutcome> first, List<ReadingOutcome> second) {
        List<ReadingOutcome> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
