package io.iotflow.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.Installation;
import io.iotflow.cli.installation.Names;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code iotflow telemetry watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Shows a device's readings as they come, and warns of values beyond a threshold.")
final class WatchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Installation installation = new Installation();

    @Option(
            names = {"-d", "--device"},
            required = true,
            description = "Its name or id.")
    private String device = "";

    @Option(
            names = "--alert-threshold",
            paramLabel = "FIELD:NUMBER",
            description = {
                "Warns above the number; below it for battery and signal.",
                "FIELD:>NUMBER and FIELD:<NUMBER say it themselves. Repeatable."
            })
    private List<String> thresholds = List.of();

    @Option(names = "--count", defaultValue = "0", description = "Ends after so many readings; else Ctrl-C ends it.")
    private int count;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Threshold> parsed = parse();
        Api api = installation.api();
        AtomicInteger shown = new AtomicInteger();
        new LiveReadings(api, Names.device(api, device)).watch(reading -> {
            show(reading, parsed);
            return shown.incrementAndGet() != count;
        });
        return 0;
    }

    private List<Threshold> parse() {
        try {
            return thresholds.stream().map(Threshold::parse).toList();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--alert-threshold " + wrong.getMessage(), wrong);
        }
    }

    private void show(JsonNode reading, List<Threshold> parsed) {
        if (installation.isJson()) {
            installation.line(reading.toString());
            return;
        }
        JsonNode fields = reading.path("data");
        installation.line(reading.path("timestamp").asText() + "  " + fields);
        parsed.stream()
                .filter(threshold -> threshold.isCrossedBy(fields))
                .forEach(threshold -> installation.line("ALERT  " + threshold.describe(fields)));
    }
}
