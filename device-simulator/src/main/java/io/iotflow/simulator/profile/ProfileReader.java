package io.iotflow.simulator.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a profile from YAML and says everything that is wrong with it at once. For one use. */
final class ProfileReader {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> KEYS = Set.of(
            "name",
            "measurements",
            "signals",
            "telemetry_seconds",
            "heartbeat_seconds",
            "failure_rate",
            "battery_percent_per_hour");
    private static final int LONGEST_NAME = 64;

    private final String source;
    private final Path folder;
    private final List<String> complaints = new ArrayList<>();

    /**
     * @param source for messages
     * @param folder where files that the profile names are
     */
    ProfileReader(String source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    Profile read(String text) throws ProfileException {
        JsonNode document = parse(text);
        document.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                complaints.add("'" + key + "' is no key of a profile; there are " + String.join(", ", sorted()));
            }
        });
        String name = document.path("name").asText();
        complain(name.isBlank() || name.length() > LONGEST_NAME, "name must have 1 to " + LONGEST_NAME + " characters");
        List<String> measurements = measurements(document.path("measurements"));
        Map<String, Signal> signals = signals(document.path("signals"));
        complain(measurements.isEmpty() && signals.isEmpty(), "it must have measurements or signals");
        double telemetry = number(document, "telemetry_seconds", 0.001, 86_400, 30);
        double heartbeat = number(document, "heartbeat_seconds", 0.001, 86_400, 60);
        double failures = number(document, "failure_rate", 0, 1, 0);
        double battery = number(document, "battery_percent_per_hour", 0, 1_000_000, 0);
        failIfWrong();
        return new Profile(name, measurements, signals, telemetry, heartbeat, failures, battery);
    }

    private JsonNode parse(String text) throws ProfileException {
        try {
            JsonNode document = YAML.readTree(text);
            complain(!document.isObject(), "it must be a YAML mapping with the keys " + String.join(", ", sorted()));
            failIfWrong();
            return document;
        } catch (IOException unreadable) {
            String[] lines = String.valueOf(unreadable.getMessage()).split("\n", 2);
            throw new ProfileException(source, List.of("it is not readable as YAML: " + lines[0]));
        }
    }

    private List<String> measurements(JsonNode list) {
        List<String> measurements = new ArrayList<>();
        complain(
                !list.isMissingNode() && !list.isArray(),
                "measurements must be a list of some of " + String.join(", ", Signals.MEASUREMENTS));
        for (JsonNode item : list) {
            String measurement = item.asText();
            complain(
                    !Signals.MEASUREMENTS.contains(measurement),
                    "measurements: '" + measurement + "' is unknown; there are "
                            + String.join(", ", Signals.MEASUREMENTS));
            measurements.add(measurement);
        }
        return measurements;
    }

    private Map<String, Signal> signals(JsonNode mapping) {
        Map<String, Signal> signals = new LinkedHashMap<>();
        complain(!mapping.isMissingNode() && !mapping.isObject(), "signals must be a mapping of names to signals");
        mapping.properties().forEach(entry -> {
            SignalReader reader = new SignalReader("signals." + entry.getKey(), entry.getValue(), folder, complaints);
            reader.read().ifPresent(signal -> signals.put(entry.getKey(), signal));
        });
        return signals;
    }

    private double number(JsonNode document, String key, double least, double most, double otherwise) {
        JsonNode value = document.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        boolean good = value.isNumber() && value.doubleValue() >= least && value.doubleValue() <= most;
        complain(!good, key + " must be a number from " + least + " to " + most + ", and is " + value);
        return value.asDouble();
    }

    private void complain(boolean wrong, String complaint) {
        if (wrong) {
            complaints.add(complaint);
        }
    }

    private void failIfWrong() throws ProfileException {
        if (!complaints.isEmpty()) {
            throw new ProfileException(source, complaints);
        }
    }

    private static List<String> sorted() {
        return KEYS.stream().sorted().toList();
    }
}
