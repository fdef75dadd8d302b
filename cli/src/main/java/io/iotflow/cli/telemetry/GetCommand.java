package io.iotflow.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.Installation;
import io.iotflow.cli.installation.Names;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code iotflow telemetry get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = {"Readings of a device, the newest first, of the last hour unless something else is said."})
final class GetCommand implements Callable<Integer> {

    /** How an answer is written. */
    enum Format {
        table,
        json,
        csv
    }

    @Mixin
    private Installation installation = new Installation();

    @Option(
            names = {"-d", "--device"},
            required = true,
            description = "Its name or id.")
    private String device = "";

    @Option(names = "--latest", description = "Only the newest value of each field.")
    private boolean latest;

    @Option(names = "--limit", defaultValue = "100", description = "At most this many (${DEFAULT-VALUE}).")
    private String limit = "100";

    @Option(names = "--hours", description = "Of the last so many hours.")
    private Optional<Integer> hours = Optional.empty();

    @Option(names = "--days", description = "Of the last so many days.")
    private Optional<Integer> days = Optional.empty();

    @Option(
            names = {"-m", "--measurements"},
            paramLabel = "FIELD",
            split = ",",
            description = "Only these fields, separated by commas.")
    private List<String> measurements = List.of();

    @Option(
            names = "--aggregate",
            defaultValue = "",
            description = "mean, sum, count, min, max, first, last, median or stddev of the fields.")
    private String aggregate = "";

    @Option(names = "--interval", defaultValue = "1h", description = "Over which time each (${DEFAULT-VALUE}).")
    private String interval = "1h";

    @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Format format = Format.table;

    @Option(names = "--export-csv", paramLabel = "FILE", description = "Writes all of that time to a file instead.")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--export-json", paramLabel = "FILE", description = "The same as JSON.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Api api = installation.api();
        String path = "/api/v1/telemetry/" + Names.device(api, device);
        if (csv.isPresent() || json.isPresent()) {
            export(api, path + "/export");
        } else if (latest) {
            JsonNode answer = api.get(path + "/latest");
            show(answer, ReadingRows.ofLatest(answer));
        } else if (!aggregate.isEmpty()) {
            JsonNode answer = aggregated(api, path);
            show(answer, ReadingRows.ofAggregates(answer));
        } else {
            Map<String, String> parameters = range();
            parameters.put("limit", limit);
            parameters.put("fields", String.join(",", measurements));
            JsonNode answer = api.get(path, parameters);
            show(answer, ReadingRows.ofHistory(answer));
        }
        return 0;
    }

    private JsonNode aggregated(Api api, String path) throws IOException, InterruptedException {
        Map<String, String> parameters = range();
        parameters.put("field", String.join(",", measurements));
        parameters.put("aggregation", aggregate);
        parameters.put("window", interval);
        return api.get(path + "/aggregated", parameters);
    }

    private Map<String, String> range() {
        Map<String, String> parameters = new LinkedHashMap<>();
        days.ifPresent(number -> parameters.put("start_time", "-" + number + "d"));
        hours.ifPresent(number -> parameters.put("start_time", "-" + number + "h"));
        return parameters;
    }

    private void show(JsonNode answer, ReadingRows rows) throws IOException {
        if (installation.isJson() || format == Format.json) {
            installation.json(answer);
        } else if (format == Format.csv) {
            rows.csv().forEach(installation::line);
        } else {
            installation.table(answer, rows.rows(), rows.columns());
        }
    }

    private void export(Api api, String path) throws IOException, InterruptedException {
        Path file = csv.or(() -> json).orElseThrow().toAbsolutePath();
        Map<String, String> parameters = range();
        parameters.put("fields", String.join(",", measurements));
        parameters.put("format", csv.isPresent() ? "csv" : "json");
        // The name is taken when all of it is there.
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream body = api.download(path, parameters)) {
            Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        installation.line("The readings are in " + file + ".");
    }
}
