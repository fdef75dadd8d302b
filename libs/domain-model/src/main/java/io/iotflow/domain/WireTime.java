package io.iotflow.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a time is written in answers and messages: ISO-8601 in UTC, with {@code Z} and milliseconds, always. */
public final class WireTime {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private WireTime() {}

    public static String of(Instant time) {
        return FORMAT.format(time);
    }
}
