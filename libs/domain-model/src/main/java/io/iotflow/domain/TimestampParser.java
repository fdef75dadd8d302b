package io.iotflow.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the time of a reading in every form that devices are known to send. Both transports use it. A time without an
 * offset is UTC; finer fractions are cut to whole milliseconds.
 */
public final class TimestampParser {

    /** The accepted forms, for an answer to a device that sent another one. */
    public static final String ACCEPTED_FORMS = "ISO-8601 (2025-06-01T12:00:00Z, with an offset, or without for UTC), "
            + "a date (2025-06-01), 20250601T120000Z, 2025-06-01 12:00:00[.123], 20250601_120000, 06/01/2025 12:00:00, "
            + "or epoch time in s, ms, us or ns";

    private static final BigDecimal SECONDS_END = new BigDecimal("1e11");
    private static final BigDecimal MILLIS_END = new BigDecimal("1e14");
    private static final BigDecimal MICROS_END = new BigDecimal("1e17");
    private static final BigDecimal NANOS_END = new BigDecimal("1e20");
    private static final int SMALLEST_EXPONENT = -9;
    private static final int LONGEST = 40;

    private static final DateTimeFormatter EXTENDED = lenient(new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .optionalEnd());
    private static final DateTimeFormatter BASIC = lenient(new DateTimeFormatterBuilder()
            .appendPattern("uuuuMMdd'T'HHmmss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]"));
    private static final DateTimeFormatter COMPACT =
            lenient(new DateTimeFormatterBuilder().appendPattern("uuuuMMdd_HHmmss"));
    private static final DateTimeFormatter MONTH_FIRST =
            lenient(new DateTimeFormatterBuilder().appendPattern("MM/dd/uuuu HH:mm:ss"));
    private static final List<DateTimeFormatter> FORMS = List.of(EXTENDED, BASIC, COMPACT, MONTH_FIRST);

    private TimestampParser() {}

    /** Reads text: one of the accepted forms, or empty. */
    public static Optional<Instant> parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
            return Optional.empty();
        }
        if (isNumber(trimmed)) {
            return parseEpoch(new BigDecimal(trimmed));
        }
        for (DateTimeFormatter form : FORMS) {
            Optional<Instant> instant = parse(form, trimmed);
            if (instant.isPresent()) {
                return instant;
            }
        }
        return Optional.empty();
    }

    /**
     * Reads epoch time. Its unit follows from its magnitude: seconds below 1e11, milliseconds below 1e14, microseconds
     * below 1e17, nanoseconds below 1e20; beyond is empty.
     */
    public static Optional<Instant> parseEpoch(BigDecimal number) {
        if (isNextToZero(number)) {
            return Optional.of(Instant.EPOCH);
        }
        BigDecimal magnitude = number.abs();
        if (magnitude.compareTo(SECONDS_END) < 0) {
            return Optional.of(millis(number.movePointRight(3)));
        }
        if (magnitude.compareTo(MILLIS_END) < 0) {
            return Optional.of(millis(number));
        }
        if (magnitude.compareTo(MICROS_END) < 0) {
            return Optional.of(millis(number.movePointLeft(3)));
        }
        return magnitude.compareTo(NANOS_END) < 0 ? Optional.of(millis(number.movePointLeft(6))) : Optional.empty();
    }

    /** Below a nanosecond in any unit; {@code 1e-999999999} has a thousand million digits when it is written out. */
    private static boolean isNextToZero(BigDecimal number) {
        return number.precision() - (long) number.scale() < SMALLEST_EXPONENT;
    }

    private static Instant millis(BigDecimal millis) {
        return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    private static boolean isNumber(String text) {
        boolean point = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = i == 0 && c == '-' && text.length() > 1;
            boolean firstPoint = c == '.' && !point && i > 0 && i < text.length() - 1;
            point |= firstPoint;
            if (!sign && !firstPoint && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Instant> parse(DateTimeFormatter form, String text) {
        try {
            TemporalAccessor parsed = form.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(instant(parsed).truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant instant(TemporalAccessor parsed) {
        return switch (parsed) {
            case OffsetDateTime time -> time.toInstant();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
        };
    }

    private static DateTimeFormatter lenient(DateTimeFormatterBuilder builder) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(builder.toFormatter(Locale.ROOT))
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
