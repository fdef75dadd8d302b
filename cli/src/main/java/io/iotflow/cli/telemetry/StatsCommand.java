package io.iotflow.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.Installation;
import io.iotflow.cli.installation.Names;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code iotflow telemetry stats}. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = "How many values each numeric field of a device has, the smallest, the largest and their sum.")
final class StatsCommand implements Callable<Integer> {

    @Mixin
    private Installation installation = new Installation();

    @Option(
            names = {"-d", "--device"},
            required = true,
            description = "Its name or id.")
    private String device = "";

    @Option(names = "--hours", defaultValue = "24", description = "Of the last so many hours (${DEFAULT-VALUE}).")
    private int hours;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Api api = installation.api();
        String path = "/api/v1/telemetry/" + Names.device(api, device);
        Set<String> numeric = new TreeSet<>();
        for (JsonNode field : api.get(path + "/fields").path("fields")) {
            if (field.path("type").asText().matches("number|integer")) {
                numeric.add(field.path("name").asText());
            }
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (String field : numeric) {
            ObjectNode row = rows.addObject().put("field", field);
            row.put("count", summed(api, path, field, "count").sum());
            row.put("min", summed(api, path, field, "min").min().orElse(Double.NaN));
            row.put("max", summed(api, path, field, "max").max().orElse(Double.NaN));
            row.put("sum", summed(api, path, field, "sum").sum());
        }
        installation.table(rows, rows, List.of("field", "count", "min", "max", "sum"));
        return 0;
    }

    /** One value a window; windows are aligned, so there are two of the whole length. */
    private DoubleStream summed(Api api, String path, String field, String function)
            throws IOException, InterruptedException {
        Map<String, String> parameters =
                Map.of("field", field, "aggregation", function, "window", hours + "h", "start_time", "-" + hours + "h");
        JsonNode points = api.get(path + "/aggregated", parameters).at("/series/0/data");
        return points.valueStream().mapToDouble(point -> point.path("value").asDouble());
    }
}
