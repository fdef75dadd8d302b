package io.iotflow.query.aggregate;

import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.WireTime;
import io.iotflow.query.reading.ReadingJson;
import io.iotflow.store.AggregateFunction;
import io.iotflow.store.TelemetryAggregates.Question;
import io.iotflow.store.WindowPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands in a window without values. */
enum FillGaps {
    /** The window is left out. */
    NONE,
    /** The window is there and has no value. */
    NULL,
    /** The value of the window before it that has one. */
    PREVIOUS,
    /** On the line between the windows around it that have values; at the ends there is no line. */
    LINEAR;

    /** One window of an answer. */
    record Point(String timestamp, @Nullable Object value, long count) {}

    List<Point> points(Question question, NavigableMap<Long, WindowPart> windows) {
        List<Point> points = new ArrayList<>();
        if (this == NONE) {
            windows.forEach((start, part) -> points.add(point(start, part.value(question.function()), part.count())));
            return points;
        }
        long last = question.range().end().toEpochMilli();
        long start = question.windowOf(question.range().start().toEpochMilli());
        for (; start <= last; start += question.windowMillis()) {
            WindowPart part = windows.get(start);
            points.add(
                    part == null
                            ? point(start, filled(start, windows, question.function()), 0)
                            : point(start, part.value(question.function()), part.count()));
        }
        return points;
    }

    private Optional<FieldValue> filled(
            long start, NavigableMap<Long, WindowPart> windows, AggregateFunction function) {
        Map.Entry<Long, WindowPart> before = windows.lowerEntry(start);
        if (before == null) {
            return Optional.empty();
        }
        return switch (this) {
            case NONE, NULL -> Optional.empty();
            case PREVIOUS -> before.getValue().value(function);
            case LINEAR ->
                Optional.ofNullable(windows.higherEntry(start))
                        .flatMap(after -> between(start, before, after, function));
        };
    }

    private static Optional<FieldValue> between(
            long start,
            Map.Entry<Long, WindowPart> before,
            Map.Entry<Long, WindowPart> after,
            AggregateFunction function) {
        double share = (double) (start - before.getKey()) / (after.getKey() - before.getKey());
        return number(before.getValue(), function)
                .flatMap(from ->
                        number(after.getValue(), function).map(to -> new NumberValue(from + (to - from) * share)));
    }

    private static Optional<Double> number(WindowPart part, AggregateFunction function) {
        return part.value(function).map(FillGaps::toDouble);
    }

    private static double toDouble(FieldValue value) {
        return switch (value) {
            case NumberValue(double number) -> number;
            case FieldValue.IntegerValue(long number) -> number;
            case FieldValue.TextValue _, FieldValue.BooleanValue _, FieldValue.JsonValue _ ->
                throw new IllegalStateException("an aggregate is a number");
        };
    }

    private static Point point(long start, Optional<FieldValue> value, long count) {
        return new Point(
                WireTime.of(Instant.ofEpochMilli(start)),
                value.map(ReadingJson::value).orElse(null),
                count);
    }
}
