package io.iotflow.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.domain.WireTime;
import io.iotflow.simulator.audit.ValuesHash;
import io.iotflow.simulator.profile.Signals;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Takes readings and writes them as messages. A device has one reading at a time, also when its clock stands still. */
final class ReadingWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A reading as it is written down.
     *
     * @param time in milliseconds since 1970
     */
    record Written(long time, long valuesHash) {}

    /** A message with its readings. */
    record Message(Buffer payload, List<Written> readings) {}

    private final Signals signals;
    private final WireForm form;
    private final RandomGenerator random;
    private final Clock clock;
    private final Mischief mischief;
    private final Set<Instant> times = new HashSet<>();
    private Instant last = Instant.EPOCH;
    private long sequence;

    ReadingWriter(Signals signals, WireForm form, RandomGenerator random, Clock clock, Mischief mischief) {
        this.signals = signals;
        this.form = form;
        this.random = random;
        this.clock = clock;
        this.mischief = mischief;
    }

    /** The next message. */
    Message next() {
        List<Written> written = new ArrayList<>();
        ArrayNode readings = JSON.createArrayNode();
        boolean confused = mischief.confusesTypes();
        Duration skew = mischief.skew();
        for (int i = 0; i < form.batch(); i++) {
            readings.add(reading(written, skew, confused));
        }
        JsonNode document = form.batch() == 1 ? readings.get(0) : readings;
        int missing = form.payloadBytes() - document.toString().length();
        if (missing > 0) {
            ((ObjectNode) readings.get(0).path("metadata")).put("padding", "x".repeat(missing));
        }
        return new Message(Buffer.buffer(document.toString()), written);
    }

    private ObjectNode reading(List<Written> written, Duration skew, boolean confused) {
        TimestampFormat format = form.timestamps().pick(random);
        Instant time = skew.isZero() ? nextTime(format.precision()) : skewedTime(format.precision(), skew);
        ObjectNode values = JSON.valueToTree(signals.measure(time));
        if (confused) {
            confuse(values);
        }
        written.add(new Written(time.toEpochMilli(), ValuesHash.of(values)));
        ObjectNode reading = JSON.createObjectNode();
        reading.set("data", values);
        reading.putObject("metadata")
                .put("run", form.run())
                .put("seq", sequence++)
                .put("sent_at", WireTime.of(clock.instant()));
        reading.set("timestamp", format.write(time));
        return reading;
    }

    private Instant nextTime(ChronoUnit precision) {
        Instant now = clock.instant().truncatedTo(precision);
        last = now.isAfter(last) ? now : last.truncatedTo(precision).plus(1, precision);
        while (mischief.hasBadClock() && !times.add(last)) {
            last = last.plus(1, precision);
        }
        return last;
    }

    /** One that no other reading of the device has. */
    private Instant skewedTime(ChronoUnit precision, Duration skew) {
        Instant time = clock.instant().plus(skew).truncatedTo(precision);
        while (!times.add(time)) {
            time = time.plus(1, precision);
        }
        return time;
    }

    /** The first number becomes text. */
    private static void confuse(ObjectNode values) {
        for (var field : values.properties()) {
            if (field.getValue().isNumber()) {
                values.put(field.getKey(), field.getValue().asText() + " ?");
                return;
            }
        }
    }
}
