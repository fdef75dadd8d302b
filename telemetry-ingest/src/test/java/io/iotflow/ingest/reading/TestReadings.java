package io.iotflow.ingest.reading;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.Reading;
import io.iotflow.ingest.reading.DecodedBody.One;
import io.iotflow.ingest.reading.DecodedItem.Accepted;
import io.iotflow.ingest.reading.DecodedItem.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Decodes bodies of the tests at one moment, by the default limits. */
final class TestReadings {

    static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123Z");
    static final DeviceId DEVICE = new DeviceId(7);
    static final ReadingSettings DEFAULTS =
            new Limits(32_768, 10_000, 65_536, 4_194_304, Duration.ofHours(24), Instant.parse("2000-01-01T00:00:00Z"));

    private final ReadingDecoder decoder = TestDecoders.with(Clock.fixed(NOW, ZoneOffset.UTC), DEFAULTS);

    DecodedBody decode(String body) {
        return decode(body.getBytes(StandardCharsets.UTF_8));
    }

    DecodedBody decode(byte[] body) {
        return decoder.decode(DEVICE, body);
    }

    Reading accepted(String body) {
        if (decode(body) instanceof One(Accepted(Reading reading))) {
            return reading;
        }
        throw new AssertionError("not accepted: " + body);
    }

    boolean accepts(String body) {
        return decode(body) instanceof One(Accepted _);
    }

    /** The value of the field {@code v}, sent as this JSON. */
    FieldValue value(String json) {
        FieldValue value = accepted("{\"v\":" + json + "}").fields().get("v");
        if (value == null) {
            throw new AssertionError("no field: " + json);
        }
        return value;
    }

    /** The code with which a reading is refused. */
    String refusal(String body) {
        return decode(body) instanceof One(Rejected(String code, var _, var _)) ? code : "was not refused";
    }

    private record Limits(
            int largestText,
            int mostReadings,
            int largestBody,
            int largestBatchBody,
            Duration aheadOfTime,
            Instant earliest)
            implements ReadingSettings {}
}
