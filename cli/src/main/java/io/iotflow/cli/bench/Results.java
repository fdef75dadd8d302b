package io.iotflow.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a run of the benchmark as a table and as JSON. */
record Results(Map<String, String> conditions, List<Figure> figures) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String LINE = "%-9s %-44s %12s %-12s %-24s %s%n";

    /** For people. */
    String table() {
        StringBuilder table = new StringBuilder();
        conditions.forEach(
                (name, value) -> table.append(name).append(": ").append(value).append('\n'));
        table.append(line("scenario", "figure", "value", "unit", "goal", "met"));
        for (Figure figure : figures) {
            table.append(line(figure));
        }
        return table.toString();
    }

    /** One figure. */
    static String line(Figure figure) {
        return line(
                figure.scenario(),
                figure.name(),
                Goal.number(figure.value()),
                figure.unit(),
                figure.goal().text(),
                figure.verdict());
    }

    private static String line(Object... columns) {
        return String.format(Locale.ROOT, LINE, columns);
    }

    /** For programs. */
    void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        conditions.forEach(root.putObject("conditions")::put);
        for (Figure figure : figures) {
            root.withArray("figures")
                    .addObject()
                    .put("scenario", figure.scenario())
                    .put("figure", figure.name())
                    .put("value", figure.value())
                    .put("unit", figure.unit())
                    .put("goal", figure.goal().text())
                    .put("met", figure.verdict());
        }
        Files.writeString(file, JSON.writeValueAsString(root));
    }
}
