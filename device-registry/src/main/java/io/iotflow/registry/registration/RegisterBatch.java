package io.iotflow.registry.registration;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.device.DeviceDescription;
import io.iotflow.registry.device.NameTaken;
import io.iotflow.registry.form.JsonForm;
import io.iotflow.registry.registration.RegisterDevice.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Registers many devices; each row has an outcome of its own. */
@Singleton
class RegisterBatch {

    /** What became of a row. */
    sealed interface Row {

        /** It was readable. */
        record Answered(Outcome outcome) implements Row {}

        /** It was not, or its name is in the batch twice. */
        record Refused(ProblemException problem) implements Row {}
    }

    private final RegisterDevice registration;

    RegisterBatch(RegisterDevice registration) {
        this.registration = registration;
    }

    /** The outcomes, in the order of the rows. */
    Uni<List<Row>> register(List<JsonNode> rows) {
        Map<Integer, DeviceDescription> wanted = new TreeMap<>();
        Map<Integer, Row> outcomes = new TreeMap<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            try {
                DeviceDescription description = read(rows.get(i));
                if (names.add(description.name())) {
                    wanted.put(i, description);
                } else {
                    outcomes.put(i, new Row.Refused(NameTaken.problem()));
                }
            } catch (ProblemException problem) {
                outcomes.put(i, new Row.Refused(problem));
            }
        }
        List<Integer> order = List.copyOf(wanted.keySet());
        return registration.registerAll(List.copyOf(wanted.values())).map(registered -> {
            for (int i = 0; i < order.size(); i++) {
                outcomes.put(order.get(i), new Row.Answered(registered.get(i)));
            }
            return new ArrayList<>(outcomes.values());
        });
    }

    private static DeviceDescription read(JsonNode row) {
        if (!row.isObject()) {
            throw ProblemException.of(ProblemType.VALIDATION_FAILED, "A device must be a JSON object.");
        }
        return DeviceDescription.read(JsonForm.of(row));
    }
}
