package io.iotflow.ingest.http;

import io.iotflow.domain.Reading;
import io.iotflow.domain.WireTime;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.ingest.http.IngestAnswer.RejectedItem;
import io.iotflow.ingest.pipeline.Acceptance;
import io.iotflow.ingest.pipeline.Acceptance.Full;
import io.iotflow.ingest.pipeline.Acceptance.HeldMany;
import io.iotflow.ingest.pipeline.Acceptance.HeldOne;
import io.iotflow.ingest.pipeline.Acceptance.NothingHeld;
import io.iotflow.ingest.pipeline.IngestResult;
import io.iotflow.ingest.pipeline.ItemResult.Rejected;
import io.iotflow.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** Says in HTTP what became of a body whose sender does not wait for the store. */
final class AcceptAnswer {

    private static final String MESSAGE =
            "Telemetry data accepted. It is not stored yet, and a crash before that loses it.";
    private static final String FULL =
            "Too many readings wait to be stored. Nothing was accepted; send it again, or with ?ack=stored.";

    /** One reading is held. */
    record OneHeld(String message, long deviceId, String deviceName, String timestamp, boolean stored) {}

    /** Readings of an array are held. */
    record ManyHeld(
            String message, long deviceId, String deviceName, int count, boolean stored, List<RejectedItem> rejected) {}

    private AcceptAnswer() {}

    static Response of(Acceptance acceptance, DeviceIdentity device, TelemetryRequest asked) {
        return switch (acceptance) {
            case HeldOne(Reading reading) ->
                accepted(
                        new OneHeld(
                                MESSAGE, device.id().value(), device.name(), WireTime.of(reading.timestamp()), false),
                        asked);
            case HeldMany(int count, SortedMap<Integer, Rejected> rejected) ->
                accepted(
                        new ManyHeld(MESSAGE, device.id().value(), device.name(), count, false, items(rejected)),
                        asked);
            case NothingHeld(IngestResult result) ->
                IngestAnswer.of(result, device).response();
            case Full(Duration retryIn) ->
                throw ProblemException.unavailable("Failed to store telemetry data", FULL, retryIn);
        };
    }

    private static Response accepted(Object body, TelemetryRequest asked) {
        Response.ResponseBuilder answer = Response.accepted(body);
        asked.applied().ifPresent(preference -> answer.header("Preference-Applied", preference));
        return answer.build();
    }

    private static List<RejectedItem> items(SortedMap<Integer, Rejected> rejected) {
        return rejected.entrySet().stream()
                .map(item -> RejectedItem.of(item.getKey(), item.getValue()))
                .toList();
    }
}
