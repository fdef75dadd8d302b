package io.iotflow.simulator.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads one signal of a profile; what is wrong goes to the complaints. For one use. */
final class SignalReader {

    private static final String KINDS =
            "constant, uniform, gaussian, sine, square, random_walk, counter, enum, boolean, replay";

    private final String where;
    private final JsonNode node;
    private final Path folder;
    private final List<String> complaints;
    private final int complaintsBefore;

    SignalReader(String where, JsonNode node, Path folder, List<String> complaints) {
        this.where = where;
        this.node = node;
        this.folder = folder;
        this.complaints = complaints;
        this.complaintsBefore = complaints.size();
    }

    /** The signal; empty when something is wrong with it. */
    Optional<Signal> read() {
        Optional<Signal> signal = byKind();
        return complaints.size() == complaintsBefore ? signal : Optional.empty();
    }

    private Optional<Signal> byKind() {
        String kind = node.path("kind").asText();
        return switch (kind) {
            case "constant" -> constant();
            case "uniform" -> ordered("min", "max").map(span -> new Signal.Uniform(span[0], span[1]));
            case "gaussian" -> Optional.of(new Signal.Gaussian(number("mean"), positive("deviation")));
            case "sine" ->
                Optional.of(new Signal.Sine(
                        number("mean"), number("amplitude"), positive("period_seconds"), number("noise", 0)));
            case "square" -> Optional.of(new Signal.Square(number("low"), number("high"), positive("period_seconds")));
            case "random_walk" -> walk();
            case "counter" ->
                Optional.of(new Signal.Counter(Math.round(number("start", 0)), Math.round(number("step", 1))));
            case "enum" -> choice();
            case "boolean" -> truth();
            case "replay" -> replay();
            default -> {
                complain("kind '" + kind + "' is unknown; there are " + KINDS);
                yield Optional.empty();
            }
        };
    }

    private Optional<Signal> constant() {
        JsonNode value = node.path("value");
        if (value.isNumber()) {
            return Optional.of(new Signal.Constant(value.numberValue()));
        }
        if (value.isTextual()) {
            return Optional.of(new Signal.Constant(value.textValue()));
        }
        if (value.isBoolean()) {
            return Optional.of(new Signal.Constant(value.booleanValue()));
        }
        complain("value must be a number, text, or true or false");
        return Optional.empty();
    }

    private Optional<Signal> walk() {
        double start = number("start");
        double step = positive("step");
        return ordered("min", "max").map(span -> {
            if (start < span[0] || start > span[1]) {
                complain("start must be from min to max");
            }
            return new Signal.RandomWalk(start, step, span[0], span[1]);
        });
    }

    private Optional<Signal> choice() {
        List<String> values = new ArrayList<>();
        node.path("values").forEach(value -> values.add(value.asText()));
        if (values.isEmpty()) {
            complain("values must be a list of at least one text");
        }
        return Optional.of(new Signal.Choice(values));
    }

    private Optional<Signal> truth() {
        double probability = number("probability", 0.5);
        if (probability < 0 || probability > 1) {
            complain("probability must be from 0 to 1");
        }
        return Optional.of(new Signal.Truth(probability));
    }

    private Optional<Signal> replay() {
        String file = node.path("file").asText();
        String column = node.path("column").asText();
        if (file.isEmpty() || column.isEmpty()) {
            complain("replay needs file and column");
            return Optional.empty();
        }
        List<Double> values = column(folder.resolve(file), column);
        if (values.isEmpty() && complaints.size() == complaintsBefore) {
            complain(file + " has no rows");
        }
        return Optional.of(new Signal.Replay(file, column, values));
    }

    private List<Double> column(Path file, String column) {
        List<Double> values = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> header = lines.isEmpty() ? List.of() : cells(lines.getFirst());
            int place = header.indexOf(column);
            if (place < 0) {
                complain(file + " has no column '" + column + "'; there are " + String.join(", ", header));
                return values;
            }
            for (int line = 1; line < lines.size(); line++) {
                addNumber(values, cells(lines.get(line)), place, file + ", line " + (line + 1));
            }
        } catch (IOException unreadable) {
            complain(file + " can't be read");
        }
        return values;
    }

    private void addNumber(List<Double> values, List<String> cells, int place, String line) {
        try {
            values.add(Double.valueOf(cells.get(place)));
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            complain(line + " has no number there");
        }
    }

    /** Cells without quotes around commas; a replay is of numbers. */
    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    private Optional<double[]> ordered(String low, String high) {
        double[] span = {number(low), number(high)};
        if (span[0] >= span[1] && node.path(low).isNumber() && node.path(high).isNumber()) {
            complain(low + " must be less than " + high);
        }
        return Optional.of(span);
    }

    private double positive(String key) {
        double value = number(key);
        if (value <= 0 && node.path(key).isNumber()) {
            complain(key + " must be more than 0");
        }
        return value;
    }

    private double number(String key) {
        if (!node.path(key).isNumber()) {
            complain(key + " must be a number");
        }
        return node.path(key).asDouble();
    }

    private double number(String key, double otherwise) {
        return node.has(key) ? number(key) : otherwise;
    }

    private void complain(String complaint) {
        complaints.add(where + ": " + complaint);
    }
}
