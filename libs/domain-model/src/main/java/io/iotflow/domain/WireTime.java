package io.iotflow.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a time is written in answers and messages: ISO-8601 in UTC, with {@code Z} and milliseconds, always. */
public final class WireTime {

    /** For years of other than four digits; too slow for every reading of a long answer. */
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int LAST_OF_FOUR_DIGITS = 9999;

    private WireTime() {}

    public static String of(Instant time) {
        long day = Math.floorDiv(time.getEpochSecond(), SECONDS_OF_A_DAY);
        LocalDate date = LocalDate.ofEpochDay(day);
        if (date.getYear() < 0 || date.getYear() > LAST_OF_FOUR_DIGITS) {
            return FORMAT.format(time);
        }
        int second = (int) (time.getEpochSecond() - day * SECONDS_OF_A_DAY);
        byte[] text = FORM.clone();
        digits(text, 0, 4, date.getYear());
        digits(text, 5, 2, date.getMonthValue());
        digits(text, 8, 2, date.getDayOfMonth());
        digits(text, 11, 2, second / 3600);
        digits(text, 14, 2, second / 60 % 60);
        digits(text, 17, 2, second % 60);
        digits(text, 20, 3, time.getNano() / 1_000_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int start, int count, int number) {
        int rest = number;
        for (int i = start + count - 1; i >= start; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
