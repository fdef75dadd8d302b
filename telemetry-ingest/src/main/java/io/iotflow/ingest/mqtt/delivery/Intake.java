package io.iotflow.ingest.mqtt.delivery;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Overloaded;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.ingest.mqtt.delivery.Verdict.Complaint;
import io.iotflow.ingest.pipeline.Arrival;
import io.iotflow.ingest.pipeline.IngestReadings;
import io.iotflow.ingest.pipeline.IngestResult;
import io.iotflow.ingest.pipeline.IngestResult.Many;
import io.iotflow.ingest.pipeline.IngestResult.One;
import io.iotflow.ingest.pipeline.IngestResult.Unreadable;
import io.iotflow.ingest.pipeline.ItemResult;
import io.iotflow.ingest.pipeline.ItemResult.Rejected;
import io.iotflow.ingest.pipeline.ItemResult.Written;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Offers a message's readings to the pipeline until each is stored or refused for good. A client of MQTT 3.1.1 sends an
 * unacknowledged message again only after a reconnect, so the endpoint itself tries again while the connection lasts.
 * What came without a promise (QoS 0) is offered once. Any thread.
 */
@Singleton
public final class Intake {

    static final String CBOR = "application/cbor";

    private final IngestReadings ingest;
    private final RetryQueue retries;

    public Intake(IngestReadings ingest, RetryQueue retries) {
        this.ingest = ingest;
        this.retries = retries;
    }

    /**
     * Takes a message.
     *
     * @param contentType CBOR, or anything else for JSON
     * @param wanted whether somebody still waits for the outcome; never again once it isn't
     * @return on any thread; never fails
     */
    public Uni<Verdict> take(Arrival arrival, byte[] body, String contentType, BooleanSupplier wanted) {
        return offer(arrival, body, contentType).chain(result -> settle(result, wanted));
    }

    /** Takes a message without a promise. */
    public Uni<Verdict> takeOnce(Arrival arrival, byte[] body, String contentType) {
        return offer(arrival, body, contentType).map(result -> switch (result) {
            case Unreadable(String reason) -> malformed(reason);
            case One(ItemResult item) -> verdict(List.of(item), Verdict.DROPPED);
            case Many(List<ItemResult> items) -> verdict(items, Verdict.DROPPED);
        });
    }

    private Uni<IngestResult> offer(Arrival arrival, byte[] body, String contentType) {
        return contentType.equals(CBOR) ? ingest.ingestCbor(arrival, body) : ingest.ingest(arrival, body);
    }

    private Uni<Verdict> settle(IngestResult result, BooleanSupplier wanted) {
        return switch (result) {
            case Unreadable(String reason) -> Uni.createFrom().item(malformed(reason));
            case One(ItemResult item) ->
                settle(item, wanted).map(settled -> verdict(List.of(settled), Verdict.ABANDONED));
            case Many(List<ItemResult> items) ->
                Uni.join()
                        .all(items.stream().map(item -> settle(item, wanted)).toList())
                        .andCollectFailures()
                        .map(settled -> verdict(settled, Verdict.ABANDONED));
        };
    }

    private Uni<ItemResult> settle(ItemResult item, BooleanSupplier wanted) {
        return switch (item) {
            case Rejected rejected -> Uni.createFrom().item(rejected);
            case Written(Reading reading, ReadingOutcome outcome) ->
                untilFinal(reading, outcome, wanted).map(settled -> new Written(reading, settled));
        };
    }

    private Uni<ReadingOutcome> untilFinal(Reading reading, ReadingOutcome outcome, BooleanSupplier wanted) {
        return switch (outcome) {
            case Stored _, Refused _ -> Uni.createFrom().item(outcome);
            case StoreUnavailable(var retryIn) ->
                Uni.createFrom()
                        .emitter(answer -> retries.add(new OneReading(ingest, reading, wanted, answer), retryIn));
            case Overloaded(var retryIn) ->
                Uni.createFrom()
                        .emitter(answer -> retries.add(new OneReading(ingest, reading, wanted, answer), retryIn));
        };
    }

    private static Verdict malformed(String reason) {
        return Verdict.unreadable(List.of(new Complaint("malformed_json", reason)));
    }

    private static Verdict verdict(List<ItemResult> items, Verdict unsettled) {
        List<Complaint> complaints = new ArrayList<>();
        boolean anyStored = false;
        boolean anyRead = false;
        for (ItemResult item : items) {
            if (item instanceof Written(var _, StoreUnavailable _) || item instanceof Written(var _, Overloaded _)) {
                return unsettled;
            }
            complaint(item).ifPresent(complaints::add);
            anyStored |= item instanceof Written(var _, Stored _);
            anyRead |= item instanceof Written;
        }
        if (complaints.isEmpty()) {
            return Verdict.ACCEPTED;
        }
        if (anyStored) {
            return Verdict.partly(complaints);
        }
        return anyRead ? Verdict.refused(complaints.getFirst()) : Verdict.unreadable(complaints);
    }

    private static Optional<Complaint> complaint(ItemResult item) {
        return switch (item) {
            case Rejected rejected -> Optional.of(new Complaint(rejected.code(), rejected.message()));
            case Written(var _, Refused(String code, String reason)) -> Optional.of(new Complaint(code, reason));
            case Written _ -> Optional.empty();
        };
    }
}
