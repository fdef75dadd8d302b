package io.iotflow.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.iotflow.domain.WireTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How a device writes the time of a reading. Two of them know whole seconds only, and the reading gets such a time. */
public enum TimestampFormat {
    /** Another one for each reading. */
    RANDOM,
    /** ISO-8601 with milliseconds. */
    ISO,
    /** Seconds since 1970 with a fraction. */
    EPOCH,
    /** Milliseconds since 1970. */
    EPOCH_MS,
    /** {@code 2025-06-01 12:00:00.123}. */
    READABLE,
    /** {@code 20250601_120000}. */
    COMPACT,
    /** {@code 06/01/2025 12:00:00}, in UTC. */
    US;

    private static final DateTimeFormatter WITH_MILLIS = formatter("uuuu-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter WITHOUT_SIGNS = formatter("uuuuMMdd_HHmmss");
    private static final DateTimeFormatter MONTH_FIRST = formatter("MM/dd/uuuu HH:mm:ss");
    private static final int MILLI_DIGITS = 3;

    /** The format with a name as on the command line. */
    public static Optional<TimestampFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst();
    }

    /** All names as on the command line. */
    public static List<String> names() {
        return Arrays.stream(values()).map(TimestampFormat::wireName).toList();
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Itself, or any of the others. */
    TimestampFormat pick(RandomGenerator random) {
        return this == RANDOM ? values()[1 + random.nextInt(values().length - 1)] : this;
    }

    /** How exact it is. */
    ChronoUnit precision() {
        return this == COMPACT || this == US ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
    }

    /** The time as it is sent. */
    JsonNode write(Instant time) {
        return switch (this) {
            case RANDOM, ISO -> TextNode.valueOf(WireTime.of(time));
            case EPOCH -> JsonNodeFactory.instance.numberNode(BigDecimal.valueOf(time.toEpochMilli(), MILLI_DIGITS));
            case EPOCH_MS -> LongNode.valueOf(time.toEpochMilli());
            case READABLE -> TextNode.valueOf(WITH_MILLIS.format(time));
            case COMPACT -> TextNode.valueOf(WITHOUT_SIGNS.format(time));
            case US -> TextNode.valueOf(MONTH_FIRST.format(time));
        };
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
