package io.iotflow.query.aggregate;

import io.iotflow.domain.FieldName;
import io.iotflow.domain.TimeRange;
import io.iotflow.domain.TimeSpan;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.parameter.QueryBounds;
import io.iotflow.query.parameter.RangeParameter;
import io.iotflow.store.AggregateFunction;
import io.iotflow.store.TelemetryAggregates.Question;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a question for aggregates, as they came. */
class AggregateQuery {

    @QueryParam("field")
    List<String> fields = List.of();

    @Nullable
    @QueryParam("aggregation")
    String aggregation;

    @Nullable
    @QueryParam("window")
    String window;

    @Nullable
    @QueryParam("start_time")
    String startTime;

    @Nullable
    @QueryParam("end_time")
    String endTime;

    @Nullable
    @QueryParam("fill")
    String fill;

    /** A question that makes sense; one for each field. */
    record Checked(List<Question> questions, String aggregation, String window, FillGaps fill) {
        TimeRange range() {
            return questions.getFirst().range();
        }

        /** Fails when an answer for so many devices would be too long. */
        void refuseTooMany(int devices, int most) {
            long points = windows(questions.getFirst()) * questions.size() * devices;
            if (points > most) {
                throw ProblemException.invalid(Violation.inQuery(
                        "window",
                        "makes " + points + " windows of all devices and fields, at most " + most
                                + " are answered; take a longer window, or ask for parts of the range with start_time"
                                + " and end_time, or for fewer devices"));
            }
        }
    }

    /** Fails with the problem that names what is wrong. */
    Checked check(QueryBounds bounds, Instant now) {
        AggregateFunction function = function();
        String length = window == null ? "1h" : window;
        long millis = TimeSpan.parse(length)
                .filter(span -> span.isPositive())
                .orElseThrow(() ->
                        ProblemException.invalid(Violation.inQuery("window", "must be " + TimeSpan.ACCEPTED_FORM)))
                .toMillis();
        TimeRange range =
                RangeParameter.bounded(RangeParameter.read(startTime, endTime, "-24h", now), bounds.longestSpan());
        List<Question> questions = names(bounds).stream()
                .map(name -> new Question(name, function, range, millis, bounds.mostMedianValues()))
                .toList();
        refuseTooMany(questions.getFirst(), bounds.mostWindows());
        return new Checked(questions, function.name().toLowerCase(Locale.ROOT), length, fill());
    }

    private static void refuseTooMany(Question question, int most) {
        long windows = windows(question);
        if (windows > most) {
            throw ProblemException.invalid(Violation.inQuery(
                    "window",
                    "makes " + windows + " windows, at most " + most
                            + " are answered; take a longer window, or ask for parts of the range with start_time and"
                            + " end_time"));
        }
    }

    private static long windows(Question question) {
        long first = question.windowOf(question.range().start().toEpochMilli());
        return (question.range().end().toEpochMilli() - first) / question.windowMillis() + 1;
    }

    private List<String> names(QueryBounds bounds) {
        // A name that itself has a comma is asked for alone, by repeating the parameter.
        List<String> names =
                fields.size() == 1 ? Arrays.asList(fields.getFirst().split(",", -1)) : fields;
        List<String> distinct = names.stream().distinct().toList();
        if (distinct.isEmpty() || !distinct.stream().allMatch(FieldName::isLegal)) {
            throw ProblemException.invalid(
                    Violation.inQuery("field", "must name at least one field, each of 1 to 64 characters"));
        }
        if (distinct.size() > bounds.mostFields()) {
            throw ProblemException.invalid(Violation.inQuery(
                    "field", "at most " + bounds.mostFields() + " fields are answered; ask for the others in turn"));
        }
        return distinct;
    }

    private AggregateFunction function() {
        String name = aggregation == null ? "mean" : aggregation.toLowerCase(Locale.ROOT);
        if (name.equals("avg")) {
            return AggregateFunction.MEAN;
        }
        for (AggregateFunction function : AggregateFunction.values()) {
            if (function.name().toLowerCase(Locale.ROOT).equals(name)) {
                return function;
            }
        }
        throw new UnknownFunctionException(name);
    }

    private FillGaps fill() {
        String name = fill == null ? "none" : fill;
        for (FillGaps known : FillGaps.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(name)) {
                return known;
            }
        }
        throw ProblemException.invalid(Violation.inQuery(
                "fill",
                Arrays.stream(FillGaps.values())
                        .map(known -> known.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "must be one of ", ""))));
    }
}
