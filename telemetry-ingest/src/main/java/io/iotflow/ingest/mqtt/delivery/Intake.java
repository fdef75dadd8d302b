package io.iotflow.ingest.mqtt;

import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Overloaded;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.ingest.mqtt.Verdict.Complaint;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Offers a message's readings to the pipeline until each is stored or refused for good. A client of MQTT 3.1.1 sends an
 * unacknowledged message again only after a reconnect, so the endpoint itself tries again while the connection lasts.
 */
final class Intake {

    private final IngestReadings ingest;
    private final BooleanSupplier open;
    private final RandomGenerator random;

    Intake(IngestReadings ingest, BooleanSupplier open, RandomGenerator random) {
        this.ingest = ingest;
        this.open = open;
        this.random = random;
    }

    /** Never fails. */
    Uni<Verdict> take(Arrival arrival, byte[] body) {
        return ingest.ingest(arrival, body).chain(this::settle);
    }

    private Uni<Verdict> settle(IngestResult result) {
        return switch (result) {
            case Unreadable(String reason) ->
                Uni.createFrom().item(Verdict.refused(List.of(new Complaint("malformed_json", reason))));
            case One(ItemResult item) -> settle(item).map(settled -> verdict(List.of(settled)));
            case Many(List<ItemResult> items) ->
                Uni.join()
                        .all(items.stream().map(this::settle).toList())
                        .andCollectFailures()
                        .map(Intake::verdict);
        };
    }

    private Uni<ItemResult> settle(ItemResult item) {
        return switch (item) {
            case Rejected rejected -> Uni.createFrom().item(rejected);
            case Written(Reading reading, ReadingOutcome outcome) ->
                untilFinal(reading, outcome).map(settled -> new Written(reading, settled));
        };
    }

    private Uni<ReadingOutcome> untilFinal(Reading reading, ReadingOutcome outcome) {
        return switch (outcome) {
            case Stored _, Refused _ -> Uni.createFrom().item(outcome);
            case StoreUnavailable(Duration retryIn) -> again(reading, outcome, retryIn);
            case Overloaded(Duration retryIn) -> again(reading, outcome, retryIn);
        };
    }

    private Uni<ReadingOutcome> again(Reading reading, ReadingOutcome outcome, Duration retryIn) {
        if (!open.getAsBoolean()) {
            return Uni.createFrom().item(outcome);
        }
        Duration spread = retryIn.plusMillis(random.nextLong(retryIn.toMillis() / 2 + 1));
        return Uni.createFrom()
                .item(reading)
                .onItem()
                .delayIt()
                .by(spread)
                .chain(ingest::again)
                .chain(next -> untilFinal(reading, next));
    }

    private static Verdict verdict(List<ItemResult> items) {
        List<Complaint> complaints = new ArrayList<>();
        boolean anyStored = false;
        for (ItemResult item : items) {
            if (item instanceof Written(var _, StoreUnavailable _) || item instanceof Written(var _, Overloaded _)) {
                return Verdict.ABANDONED;
            }
            complaint(item).ifPresent(complaints::add);
            anyStored |= item instanceof Written(var _, Stored _);
        }
        if (complaints.isEmpty()) {
            return Verdict.ACCEPTED;
        }
        return anyStored ? Verdict.partly(complaints) : Verdict.refused(complaints);
    }

    private static Optional<Complaint> complaint(ItemResult item) {
        return switch (item) {
            case Rejected(String code, String field, String reason) ->
                Optional.of(new Complaint(code, field.isEmpty() ? reason : field + ": " + reason));
            case Written(var _, Refused(String code, String reason)) -> Optional.of(new Complaint(code, reason));
            case Written _ -> Optional.empty();
        };
    }
}
