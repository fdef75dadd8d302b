package io.iotflow.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the stages of a scenario. */
final class StageReader {

    private static final double LONGEST = 86_400;
    private static final double MOST = 1_000_000;
    private static final String KINDS = "ramp, steady, spike, reconnect_storm, outage";

    private StageReader() {}

    static List<Stage> read(JsonNode list, List<String> complaints) {
        List<Stage> stages = new ArrayList<>();
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            complaints.add("stages must be a list");
        }
        for (int i = 0; i < list.size(); i++) {
            Fields fields = new Fields("stages[" + i + "].", list.get(i), complaints);
            stage(fields).ifPresent(stages::add);
        }
        return stages;
    }

    private static Optional<Stage> stage(Fields fields) {
        String kind = fields.text("kind", "");
        boolean ramp = kind.equals("ramp");
        fields.allow(ramp ? Set.of("kind", "seconds", "from", "to") : Set.of("kind", "seconds", "rate"));
        double seconds = fields.number("seconds", 0, 0, LONGEST);
        if (seconds <= 0) {
            fields.complain("seconds", "must be more than 0");
            return Optional.empty();
        }
        Duration length = Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
        double rate = fields.number("rate", 0, 0, MOST);
        if (!ramp && !fields.has("rate")) {
            fields.complain("rate", "is missing: messages a second of the whole fleet");
        }
        return switch (kind) {
            case "ramp" ->
                Optional.of(new Stage.Ramp(length, fields.number("from", 0, 0, MOST), fields.number("to", 0, 0, MOST)));
            case "steady" -> Optional.of(new Stage.Steady(length, rate));
            case "spike" -> Optional.of(new Stage.Spike(length, rate));
            case "reconnect_storm" -> Optional.of(new Stage.ReconnectStorm(length, rate));
            case "outage" -> Optional.of(new Stage.Outage(length, rate));
            default -> {
                fields.complain("kind", "'" + kind + "' is unknown; there are " + KINDS);
                yield Optional.empty();
            }
        };
    }
}
