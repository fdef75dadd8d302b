package io.iotflow.query.reading;

import io.iotflow.domain.TimeRange;
import io.iotflow.problem.NumberParameter;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.parameter.Cursor;
import io.iotflow.query.parameter.TimeParameter;
import io.iotflow.store.TelemetryReader.Order;
import io.iotflow.store.TelemetryReader.Selection;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a question for history, as they came. */
class HistoryQuery {

    @Nullable
    @QueryParam("start_time")
    String startTime;

    @Nullable
    @QueryParam("end_time")
    String endTime;

    @Nullable
    @QueryParam("fields")
    String fields;

    @Nullable
    @QueryParam("order")
    String order;

    @Nullable
    @QueryParam("limit")
    String limit;

    @Nullable
    @QueryParam("cursor")
    String cursor;

    /** What holds where the caller said nothing. */
    record Defaults(String startTime, int limit, int largestLimit) {}

    /**
     * A question that makes sense.
     *
     * @param range as it was asked for
     * @param remaining what of the range the pages before have left; empty when nothing
     */
    record Checked(TimeRange range, Optional<TimeRange> remaining, List<String> fields, Order order, int limit) {

        /** One more than the page has, to see whether there is another page. */
        Optional<Selection> selection() {
            return remaining.map(span -> new Selection(span, fields, order, limit + 1));
        }
    }

    /** Fails with the problem that names what is wrong. */
    Checked check(Defaults defaults, Instant now) {
        Instant start = TimeParameter.read("start_time", orElse(startTime, defaults.startTime()), now);
        Instant end = TimeParameter.read("end_time", orElse(endTime, "now"), now);
        if (end.isBefore(start)) {
            throw ProblemException.invalid(Violation.inQuery("start_time", "must not be after end_time"));
        }
        int most = NumberParameter.read(
                "limit", orElse(limit, Integer.toString(defaults.limit())), 1, defaults.largestLimit());
        TimeRange range = new TimeRange(start, end);
        Order direction = readOrder(orElse(order, "desc"));
        Optional<TimeRange> remaining = cursor == null
                ? Optional.of(range)
                : remaining(range, direction, Cursor.read(cursor).last());
        return new Checked(range, remaining, readFields(), direction, most);
    }

    private static Optional<TimeRange> remaining(TimeRange range, Order order, Instant last) {
        Instant start = order == Order.NEWEST_FIRST ? range.start() : later(range.start(), last.plusMillis(1));
        Instant end = order == Order.NEWEST_FIRST ? earlier(range.end(), last.minusMillis(1)) : range.end();
        return end.isBefore(start) ? Optional.empty() : Optional.of(new TimeRange(start, end));
    }

    private List<String> readFields() {
        if (fields == null) {
            return List.of();
        }
        List<String> names = Arrays.stream(fields.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (names.isEmpty()) {
            throw ProblemException.invalid(Violation.inQuery("fields", "must name at least one field"));
        }
        return names;
    }

    private static Order readOrder(String text) {
        return switch (text) {
            case "desc" -> Order.NEWEST_FIRST;
            case "asc" -> Order.OLDEST_FIRST;
            default -> throw ProblemException.invalid(Violation.inQuery("order", "must be desc or asc"));
        };
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
