package io.iotflow.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.iotflow.simulator.device.Connections.Protocol;
import io.iotflow.simulator.device.Faults;
import io.iotflow.simulator.device.TimestampFormat;
import io.iotflow.simulator.scenario.Scenario.Sending;
import io.iotflow.simulator.scenario.Scenario.Tempo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Reads a scenario and says everything that is wrong with it at once. */
public final class ScenarioReader {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> KEYS = Set.of(
            "name",
            "type",
            "profile",
            "fleet",
            "count",
            "transport",
            "qos",
            "batch",
            "payload_bytes",
            "timestamp_format",
            "interval",
            "failure_rate",
            "rate",
            "ramp",
            "stagger",
            "duration",
            "seed",
            "audit",
            "stages",
            "faults");
    private static final Set<String> FAULTS = Set.of(
            "duplicate",
            "late",
            "out_of_order",
            "bad_payload",
            "wrong_type",
            "clock_skew",
            "dropped_connection",
            "slow_reader");
    private static final double LONGEST_SECONDS = 31_622_400;
    private static final double MOST_MESSAGES = 1_000_000;
    private static final int LARGEST_BATCH = 1000;
    private static final int LARGEST_PAYLOAD = 60_000;

    private final ProfileSource profiles;
    private final LongSupplier newSeed;

    /**
     * @param newSeed for scenarios that have none
     */
    public ScenarioReader(ProfileSource profiles, LongSupplier newSeed) {
        this.profiles = profiles;
        this.newSeed = newSeed;
    }

    /** A document from YAML or JSON; it has to be a mapping. */
    public static ObjectNode parse(String text) throws ScenarioException {
        try {
            if (YAML.readTree(text) instanceof ObjectNode document) {
                return document;
            }
            throw new ScenarioException(List.of("a scenario is a mapping, such as 'count: 10'"));
        } catch (IOException unreadable) {
            String[] lines = String.valueOf(unreadable.getMessage()).split("\n", 2);
            throw new ScenarioException(List.of("it is not readable as YAML: " + lines[0]));
        }
    }

    /** What a document says; what it does not say is as the command line has it. */
    public Scenario read(ObjectNode document) throws ScenarioException {
        List<String> complaints = new ArrayList<>();
        Fields fields = new Fields("", document, complaints);
        fields.allow(KEYS);
        List<Stage> stages = StageReader.read(document.path("stages"), complaints);
        for (String key : List.of("duration", "rate")) {
            if (!stages.isEmpty() && fields.has(key)) {
                fields.complain(key, "is what the stages say; leave one of them out");
            }
        }
        Scenario scenario = new Scenario(
                title(document),
                new DevicesReader(fields, profiles).read(),
                sending(fields),
                tempo(fields),
                stages,
                faults(fields, complaints),
                fields.has("seed") ? fields.whole("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE) : newSeed.getAsLong(),
                fields.truth("audit"));
        if (!complaints.isEmpty()) {
            throw new ScenarioException(complaints);
        }
        return scenario;
    }

    private static String title(ObjectNode document) {
        return Stream.of("name", "fleet", "profile")
                .map(key -> document.path(key).asText())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(DevicesReader.USUAL_PROFILE);
    }

    private static Sending sending(Fields fields) {
        String transport = fields.text("transport", "mqtt");
        if (!Set.of("mqtt", "http").contains(transport)) {
            fields.complain("transport", "must be mqtt or http");
        }
        String format = fields.text("timestamp_format", "iso");
        TimestampFormat timestamps = TimestampFormat.named(format).orElseGet(() -> {
            fields.complain(
                    "timestamp_format",
                    "'" + format + "' is unknown; there are " + String.join(", ", TimestampFormat.names()));
            return TimestampFormat.ISO;
        });
        return new Sending(
                transport.equals("http") ? Protocol.HTTP : Protocol.MQTT,
                (int) fields.whole("qos", 1, 0, 2),
                (int) fields.whole("batch", 1, 1, LARGEST_BATCH),
                (int) fields.whole("payload_bytes", 0, 0, LARGEST_PAYLOAD),
                timestamps);
    }

    private static Tempo tempo(Fields fields) {
        return new Tempo(
                fields.number("rate", 0, 0, MOST_MESSAGES),
                duration(fields, "ramp"),
                duration(fields, "stagger"),
                fields.number("duration", 0, 0, LONGEST_SECONDS));
    }

    private static Duration duration(Fields fields, String key) {
        return Duration.ofMillis(Math.round(fields.number(key, 0, 0, LONGEST_SECONDS) * 1000));
    }

    private static Faults faults(Fields document, List<String> complaints) {
        JsonNode mapping = document.get("faults");
        if (document.has("faults") && !mapping.isObject()) {
            document.complain("faults", "must be a mapping of " + String.join(", ", FAULTS) + " to shares from 0 to 1");
        }
        Fields fields = new Fields("faults.", mapping, complaints);
        fields.allow(FAULTS);
        return new Faults(
                fields.number("duplicate", 0, 0, 1),
                fields.number("late", 0, 0, 1),
                fields.number("out_of_order", 0, 0, 1),
                fields.number("bad_payload", 0, 0, 1),
                fields.number("wrong_type", 0, 0, 1),
                fields.number("clock_skew", 0, 0, 1),
                fields.number("dropped_connection", 0, 0, 1),
                fields.number("slow_reader", 0, 0, 1));
    }
}
