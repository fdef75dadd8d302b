package io.iotflow.query.aggregate;

import io.iotflow.domain.DeviceId;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.aggregate.AggregateQuery.Checked;
import io.iotflow.query.aggregate.FillGaps.Point;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryAggregates;
import io.iotflow.store.TelemetryAggregates.Question;
import io.iotflow.store.WindowPart;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums up the fields of devices. */
@Singleton
class ReadAggregates {

    private static final int AT_ONCE = 2;

    /**
     * The windows of one field.
     *
     * @param deviceId whose; null when of all devices together
     */
    record Series(@Nullable Long deviceId, String field, List<Point> data) {}

    private final TelemetryAggregates aggregates;

    ReadAggregates(TelemetryAggregates aggregates) {
        this.aggregates = aggregates;
    }

    /** One series for each device and field. */
    Uni<List<Series>> ofEach(List<DeviceId> devices, Checked checked) {
        List<Uni<Series>> parts = new ArrayList<>();
        for (DeviceId device : devices) {
            for (Question question : checked.questions()) {
                parts.add(windows(device, question)
                        .map(found -> new Series(
                                device.value(), question.field(), checked.fill().points(question, found))));
            }
        }
        return Uni.join().all(parts).usingConcurrencyOf(AT_ONCE).andFailFast();
    }

    /** One series for each field, of the values of all devices. */
    Uni<List<Series>> ofAll(List<DeviceId> devices, Checked checked) {
        List<Uni<Series>> parts = checked.questions().stream()
                .map(question -> together(devices, question)
                        .map(found -> new Series(
                                null, question.field(), checked.fill().points(question, found))))
                .toList();
        return Uni.join().all(parts).usingConcurrencyOf(1).andFailFast();
    }

    private Uni<NavigableMap<Long, WindowPart>> together(List<DeviceId> devices, Question question) {
        List<Uni<NavigableMap<Long, WindowPart>>> parts =
                devices.stream().map(device -> windows(device, question)).toList();
        return Uni.join().all(parts).usingConcurrencyOf(AT_ONCE).andFailFast().map(found -> merged(found, question));
    }

    private static NavigableMap<Long, WindowPart> merged(
            List<NavigableMap<Long, WindowPart>> parts, Question question) {
        NavigableMap<Long, WindowPart> all = new TreeMap<>();
        for (NavigableMap<Long, WindowPart> windows : parts) {
            windows.forEach(
                    (start, part) -> all.merge(start, part, (one, other) -> one.with(other, question.function())));
        }
        return all;
    }

    private Uni<NavigableMap<Long, WindowPart>> windows(DeviceId device, Question question) {
        return aggregates
                .windows(device, question)
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of)
                .map(found -> found.orElseThrow(() -> ProblemException.invalid(Violation.inQuery(
                        "aggregation",
                        "a median is taken of at most " + question.mostValues()
                                + " values of a field; ask for parts of the range with start_time and end_time"))));
    }
}
