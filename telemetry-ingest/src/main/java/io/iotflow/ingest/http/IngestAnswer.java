package io.iotflow.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Overloaded;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.domain.WireTime;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.ingest.pipeline.IngestResult;
import io.iotflow.ingest.pipeline.IngestResult.Many;
import io.iotflow.ingest.pipeline.IngestResult.One;
import io.iotflow.ingest.pipeline.IngestResult.Unreadable;
import io.iotflow.ingest.pipeline.ItemResult;
import io.iotflow.ingest.pipeline.ItemResult.Rejected;
import io.iotflow.ingest.pipeline.ItemResult.Written;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a sender is told of its body; what it has to send again or differently is told as a {@link ProblemException}.
 *
 * @param body in JSON
 */
record IngestAnswer(int status, Object body) {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int MULTI_STATUS = 207;
    private static final String NOT_STORED = "Failed to store telemetry data";
    private static final String STORE_DOWN = "IoTDB may not be available. Nothing was acknowledged; send it again.";
    private static final String FULL = "Too many readings are waiting. Nothing was acknowledged; send it again.";

    /** One reading was stored. */
    record OneStored(String message, long deviceId, String deviceName, String timestamp, boolean stored) {}

    /** A reading of an array that was not stored. */
    record RejectedItem(int index, String code, String reason) {

        static RejectedItem of(int index, Rejected rejected) {
            return new RejectedItem(index, rejected.code(), rejected.message());
        }
    }

    /** What became of an array. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ManyAnswered(String message, long deviceId, int stored, List<RejectedItem> rejected) {}

    /** As a resource answers. */
    Response response() {
        return Response.status(status).entity(body).build();
    }

    static IngestAnswer of(IngestResult result, DeviceIdentity device) {
        return switch (result) {
            case One(ItemResult item) -> ofOne(item, device);
            case Many(List<ItemResult> items) -> ofMany(items, device);
            case Unreadable(String reason) -> throw ProblemException.of(ProblemType.MALFORMED_JSON, reason);
        };
    }

    private static IngestAnswer ofOne(ItemResult item, DeviceIdentity device) {
        return switch (item) {
            case Written(var reading, Stored()) -> created(device, reading.timestamp());
            case Written(var _, Refused(var _, String reason)) ->
                throw ProblemException.titled(ProblemType.VALIDATION_FAILED, NOT_STORED, reason);
            case Written(var _, StoreUnavailable(Duration retryIn)) -> throw storeDown(retryIn);
            case Written(var _, Overloaded(Duration retryIn)) -> throw overloaded(retryIn);
            case Rejected(var _, String field, String reason) ->
                throw ProblemException.invalid(Violation.inBody(field.isEmpty() ? "data" : field, reason));
        };
    }

    private static IngestAnswer created(DeviceIdentity device, Instant timestamp) {
        OneStored body = new OneStored(
                "Telemetry data stored successfully", device.id().value(), device.name(), WireTime.of(timestamp), true);
        return new IngestAnswer(CREATED, body);
    }

    private static IngestAnswer ofMany(List<ItemResult> items, DeviceIdentity device) {
        List<RejectedItem> rejected = new ArrayList<>();
        int stored = 0;
        for (int index = 0; index < items.size(); index++) {
            switch (items.get(index)) {
                case Rejected item -> rejected.add(RejectedItem.of(index, item));
                case Written(var _, ReadingOutcome outcome) -> {
                    switch (outcome) {
                        case Stored() -> stored++;
                        case Refused(String code, String reason) -> rejected.add(new RejectedItem(index, code, reason));
                        case StoreUnavailable _ ->
                            rejected.add(new RejectedItem(index, "store_unavailable", STORE_DOWN));
                        case Overloaded _ -> rejected.add(new RejectedItem(index, "overloaded", FULL));
                    }
                }
            }
        }
        return many(items, device, stored, rejected);
    }

    private static IngestAnswer many(
            List<ItemResult> items, DeviceIdentity device, int stored, List<RejectedItem> rejected) {
        if (stored == 0) {
            firstDelay(items).ifPresent(problem -> {
                throw problem;
            });
        }
        int status = rejected.isEmpty() ? OK : MULTI_STATUS;
        String message = rejected.isEmpty() ? "Telemetry data stored successfully" : "Some readings were not stored";
        return new IngestAnswer(status, new ManyAnswered(message, device.id().value(), stored, rejected));
    }

    /** When nothing was stored because of us, the whole request is worth another try. */
    private static Optional<ProblemException> firstDelay(List<ItemResult> items) {
        for (ItemResult item : items) {
            if (item instanceof Written(var _, StoreUnavailable(Duration retryIn))) {
                return Optional.of(storeDown(retryIn));
            }
            if (item instanceof Written(var _, Overloaded(Duration retryIn))) {
                return Optional.of(overloaded(retryIn));
            }
        }
        return Optional.empty();
    }

    private static ProblemException storeDown(Duration retryIn) {
        return ProblemException.unavailable(NOT_STORED, STORE_DOWN, retryIn);
    }

    private static ProblemException overloaded(Duration retryIn) {
        return ProblemException.unavailable(NOT_STORED, FULL, retryIn);
    }
}
