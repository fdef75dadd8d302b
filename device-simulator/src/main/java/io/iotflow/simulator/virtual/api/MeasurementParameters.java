package io.iotflow.simulator.virtual.api;

import io.iotflow.domain.TimePoint;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.simulator.virtual.MeasurementFilter;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;

/** Which measurements a caller asks for. */
final class MeasurementParameters {

    @QueryParam("device")
    Optional<String> device = Optional.empty();

    @QueryParam("type")
    Optional<String> type = Optional.empty();

    @QueryParam("from")
    Optional<String> from = Optional.empty();

    @QueryParam("to")
    Optional<String> to = Optional.empty();

    /** Fails with the problem that names what can't be read. */
    MeasurementFilter filter(Instant now) {
        return new MeasurementFilter(
                given(device).map(MeasurementParameters::id),
                given(type),
                given(from).map(text -> time("from", text, now)),
                given(to).map(text -> time("to", text, now)));
    }

    private static Optional<String> given(Optional<String> text) {
        return text.filter(value -> !value.isBlank());
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw ProblemException.invalid(Violation.inQuery("device", "must be the id of a virtual device"));
        }
    }

    private static Instant time(String name, String text, Instant now) {
        return TimePoint.parse(text, now)
                .orElseThrow(
                        () -> ProblemException.invalid(Violation.inQuery(name, "must be " + TimePoint.ACCEPTED_FORMS)));
    }
}
