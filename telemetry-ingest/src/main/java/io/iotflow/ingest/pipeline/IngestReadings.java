package io.iotflow.ingest.pipeline;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.ingest.reading.DecodedBody;
import io.iotflow.ingest.reading.DecodedBody.Many;
import io.iotflow.ingest.reading.DecodedBody.One;
import io.iotflow.ingest.reading.DecodedBody.Unreadable;
import io.iotflow.ingest.reading.DecodedItem;
import io.iotflow.ingest.reading.DecodedItem.Accepted;
import io.iotflow.ingest.reading.DecodedItem.Rejected;
import io.iotflow.ingest.reading.ReadingDecoder;
import io.iotflow.presence.PresenceRecorder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The one way in for both transports: decode, check, write, and say of each reading what became of it. The device has
 * been recognised before.
 */
@Singleton
public class IngestReadings {

    private final ReadingDecoder decoder;
    private final GroupCommit commits;
    private final PipelineMetrics metrics;
    private final Consumer<DeviceId> heard;
    private final int largestBatch;

    @Inject
    IngestReadings(
            ReadingDecoder decoder,
            GroupCommit commits,
            PipelineSettings settings,
            PipelineMetrics metrics,
            PresenceRecorder presence) {
        this(decoder, commits, settings, metrics, presence::heard);
    }

    IngestReadings(
            ReadingDecoder decoder,
            GroupCommit commits,
            PipelineSettings settings,
            PipelineMetrics metrics,
            Consumer<DeviceId> heard) {
        this.decoder = decoder;
        this.commits = commits;
        this.metrics = metrics;
        this.heard = heard;
        this.largestBatch = settings.largestBatch();
    }

    /**
     * Takes a body.
     *
     * @param body UTF-8
     * @return what became of it, on any thread; never fails
     */
    public Uni<IngestResult> ingest(Arrival arrival, byte[] body) {
        return write(arrival, read(arrival, body));
    }

    /** The same for a body in CBOR. */
    public Uni<IngestResult> ingestCbor(Arrival arrival, byte[] body) {
        return write(arrival, checked(arrival, decoder.decodeCbor(arrival.device(), body)));
    }

    /** The same for a body with one reading a line. */
    public Uni<IngestResult> ingestLines(Arrival arrival, byte[] body) {
        return write(arrival, readLines(arrival, body));
    }

    /** Decodes and checks a JSON body, and counts what it is. */
    DecodedBody read(Arrival arrival, byte[] body) {
        return checked(arrival, decoder.decode(arrival.device(), body));
    }

    /** The same for a body with one reading a line. */
    DecodedBody readLines(Arrival arrival, byte[] body) {
        return checked(arrival, decoder.decodeLines(arrival.device(), body));
    }

    private DecodedBody checked(Arrival arrival, DecodedBody decoded) {
        heard.accept(arrival.device());
        return switch (decoded) {
            case Unreadable unreadable -> {
                metrics.received(arrival.transport(), 1);
                metrics.refused("malformed_json");
                yield unreadable;
            }
            case One(DecodedItem item) ->
                new One(checked(arrival, List.of(item)).getFirst());
            case Many(List<DecodedItem> items) -> new Many(checked(arrival, items));
        };
    }

    private List<DecodedItem> checked(Arrival arrival, List<DecodedItem> decoded) {
        metrics.received(arrival.transport(), decoded.size());
        List<DecodedItem> items = decoded.stream().map(arrival::named).toList();
        for (DecodedItem item : items) {
            if (item instanceof Rejected(String code, var _, var _)) {
                metrics.refused(code);
            }
        }
        return items;
    }

    private Uni<IngestResult> write(Arrival arrival, DecodedBody checked) {
        return switch (checked) {
            case Unreadable(String reason) -> Uni.createFrom().item(new IngestResult.Unreadable(reason));
            case One(DecodedItem item) ->
                write(arrival, List.of(item)).map(results -> new IngestResult.One(results.getFirst()));
            case Many(List<DecodedItem> items) -> write(arrival, items).map(IngestResult.Many::new);
        };
    }

    /**
     * Writes a reading again that came over MQTT and whose outcome was not a final one. HTTP clients try again
     * themselves.
     */
    public Uni<ReadingOutcome> again(Reading reading) {
        return commits.write(List.of(reading))
                .invoke(outcomes -> metrics.acknowledged("mqtt", outcomes))
                .map(List::getFirst);
    }

    private Uni<List<ItemResult>> write(Arrival arrival, List<DecodedItem> items) {
        List<Reading> readings = new ArrayList<>(items.size());
        for (DecodedItem item : items) {
            if (item instanceof Accepted(Reading reading)) {
                readings.add(reading);
            }
        }
        return commit(readings)
                .invoke(outcomes -> metrics.acknowledged(arrival.transport(), outcomes))
                .map(outcomes -> results(items, outcomes.iterator()));
    }

    /** Writes readings, however many; one outcome for each, in their order. */
    Uni<List<ReadingOutcome>> commit(List<Reading> readings) {
        if (readings.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        if (readings.size() <= largestBatch) {
            return commits.write(readings);
        }
        List<Uni<List<ReadingOutcome>>> parts = new ArrayList<>();
        for (int from = 0; from < readings.size(); from += largestBatch) {
            parts.add(commits.write(readings.subList(from, Math.min(readings.size(), from + largestBatch))));
        }
        return Uni.join()
                .all(parts)
                .andCollectFailures()
                .map(outcomes -> outcomes.stream().flatMap(List::stream).toList());
    }

    private static List<ItemResult> results(List<DecodedItem> items, Iterator<ReadingOutcome> outcomes) {
        List<ItemResult> results = new ArrayList<>(items.size());
        for (DecodedItem item : items) {
            results.add(
                    switch (item) {
                        case Accepted(Reading reading) -> new ItemResult.Written(reading, outcomes.next());
                        case Rejected(String code, String field, String reason) ->
                            new ItemResult.Rejected(code, field, reason);
                    });
        }
        return results;
    }
}
