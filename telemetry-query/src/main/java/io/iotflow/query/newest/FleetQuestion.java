package io.iotflow.query.newest;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldName;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which devices are asked about, and which of their fields.
 *
 * @param field null for whichever
 */
record FleetQuestion(
        @Nullable List<Long> deviceIds, @Nullable String field) {

    /** The most devices of one question. */
    static final int MOST_DEVICES = 1000;

    List<DeviceId> devices() {
        if (deviceIds == null
                || deviceIds.size() > MOST_DEVICES
                || deviceIds.stream().anyMatch(id -> id <= 0)) {
            throw ProblemException.invalid(
                    Violation.inBody("device_ids", "must be at most " + MOST_DEVICES + " ids of devices"));
        }
        return deviceIds.stream().map(DeviceId::new).toList();
    }

    Optional<String> anyField() {
        Optional<String> named = Optional.ofNullable(field);
        if (named.isPresent() && !FieldName.isLegal(named.get())) {
            throw ProblemException.invalid(Violation.inBody("field", "is not the name of a field"));
        }
        return named;
    }

    String oneField() {
        return anyField().orElseThrow(() -> ProblemException.invalid(Violation.inBody("field", "is required")));
    }
}
