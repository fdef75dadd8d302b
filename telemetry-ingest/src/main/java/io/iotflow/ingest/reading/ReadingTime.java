package io.iotflow.ingest.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimestampParser;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Decides the time of a reading: the device's own where it sent one, else the time of arrival. */
@Singleton
final class ReadingTime {

    private static final String CODE = "bad_timestamp";
    private static final String FIELD = "timestamp";
    private static final int LONGEST_NUMBER = 100;

    private final Clock clock;
    private final ArrivalTimes arrivals;
    private final ReadingSettings settings;

    ReadingTime(Clock clock, ArrivalTimes arrivals, ReadingSettings settings) {
        this.clock = clock;
        this.arrivals = arrivals;
        this.settings = settings;
    }

    /** The time of arrival. */
    Instant ofArrival(DeviceId device) {
        return arrivals.next(device);
    }

    /** Reads the parser's current token; empty for null. */
    Optional<Instant> read(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        Optional<Instant> time = switch (token) {
            case VALUE_STRING -> TimestampParser.parse(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> epoch(json);
            default -> Optional.empty();
        };
        return Optional.of(inRange(time.orElseThrow(() -> new RejectedReadingException(
                CODE, FIELD, "timestamp is not readable; accepted are " + TimestampParser.ACCEPTED_FORMS))));
    }

    private static Optional<Instant> epoch(JsonParser json) throws IOException {
        if (json.getTextLength() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return TimestampParser.parseEpoch(json.getDecimalValue());
        } catch (NumberFormatException _) {
            // An exponent beyond all bounds.
            return Optional.empty();
        }
    }

    private Instant inRange(Instant time) {
        Instant latest = clock.instant().plus(settings.aheadOfTime());
        if (time.isBefore(settings.earliest()) || time.isAfter(latest)) {
            throw new RejectedReadingException(
                    "timestamp_out_of_range",
                    FIELD,
                    "timestamp out of range: from " + settings.earliest() + " to "
                            + settings.aheadOfTime().toHours() + " h ahead of now");
        }
        return time;
    }
}
