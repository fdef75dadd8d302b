package io.iotflow.simulator.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.simulator.audit.fleet.FleetAudit;
import io.iotflow.simulator.device.DeviceFigures;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a run did.
 *
 * @param seconds how long it went on
 * @param battery what is left on average, in percent
 * @param course the same second by second
 * @param audit when there was one
 */
public record RunReport(
        String run,
        int devices,
        double seconds,
        DeviceFigures figures,
        double battery,
        RunCourse course,
        Optional<FleetAudit> audit) {

    static final double[] PERCENTILES = {50, 90, 95, 99, 99.9, 100};

    private static final double MICROS_OF_A_MILLI = 1000;

    /** A latency in milliseconds. */
    static double millis(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / MICROS_OF_A_MILLI;
    }

    double rate() {
        return seconds > 0 ? figures.counts().sent() / seconds : 0;
    }

    /** The same with the audit that followed. */
    public RunReport withAudit(Optional<FleetAudit> found) {
        return new RunReport(run, devices, seconds, figures, battery, course, found);
    }

    /** For people, one figure a line; without the audit. */
    public String text() {
        Map<String, String> lines = new LinkedHashMap<>();
        DeviceFigures.Counts counts = figures.counts();
        lines.put("devices", Integer.toString(devices));
        lines.put("sent", Long.toString(counts.sent()));
        lines.put("acknowledged", Long.toString(counts.acknowledged()));
        lines.put("simulated failures", Long.toString(counts.failures()));
        lines.put("refused", Long.toString(counts.refused()));
        lines.put("sent again", Long.toString(counts.retries()));
        lines.put("reconnects", Long.toString(counts.reconnects()));
        lines.put("commands", Long.toString(counts.commands()));
        lines.put("configurations", Long.toString(counts.configurations()));
        lines.put("faults on purpose", Long.toString(counts.faults()));
        lines.put("rate", String.format(Locale.ROOT, "%.2f readings/s over %.1f s", rate(), seconds));
        lines.put("latency", latencies(figures.latencyMicros()));
        lines.put("battery", String.format(Locale.ROOT, "%.1f %%", battery));
        StringBuilder text = new StringBuilder();
        lines.forEach((name, figure) -> text.append(String.format(Locale.ROOT, "%-20s%s%n", name, figure)));
        return text.toString();
    }

    /** The name of a percentile, such as p99.9; the last one is max. */
    static String percentile(double percentile) {
        return percentile == 100
                ? "max"
                : "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    }

    private static String latencies(Histogram latency) {
        StringBuilder text = new StringBuilder();
        for (double percentile : PERCENTILES) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(percentile(percentile))
                    .append(String.format(Locale.ROOT, " %.1f ms", millis(latency, percentile)));
        }
        return text.toString();
    }

    /** For programs: the {@link #summary} and the course, second by second. */
    public ObjectNode json() {
        ObjectNode document = summary();
        document.set("course", course.json(0));
        return document;
    }

    /** Counts, latency in milliseconds by percentile, readings per second over the whole run, the audit. */
    public ObjectNode summary() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode document = mapper.createObjectNode()
                .put("run", run)
                .put("devices", devices)
                .put("seconds", seconds)
                .put("readings_per_second", rate())
                .put("battery_percent", battery);
        document.set("counts", mapper.valueToTree(figures.counts()));
        ObjectNode latencies = document.putObject("latency_ms");
        Histogram latency = figures.latencyMicros();
        for (double percentile : PERCENTILES) {
            latencies.put("p" + percentile, millis(latency, percentile));
        }
        audit.ifPresent(found -> document.set("audit", mapper.valueToTree(found)));
        return document;
    }

    /** As one page that needs nothing else. */
    public String html() {
        return new HtmlReport(this).page();
    }

    /** What a browser may do with {@link #html}: show it in its own style, and nothing else (Content Security Policy, level 3). */
    public static String htmlPolicy() {
        return HtmlReport.policy();
    }

    /** In the text format of Prometheus. */
    public String prometheus() {
        return new PrometheusReport(this).text();
    }

    /** For people, with the audit. */
    public String whole() {
        return text() + audit.map(FleetAudit::report).orElse("");
    }

    /** Writes it in the form that the name of the file says: {@code .json}, {@code .html}, {@code .prom}, else text. */
    public void write(Path file) throws IOException {
        String name = file.toString();
        String content = switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json" -> json().toPrettyString();
            case "html" -> html();
            case "prom" -> prometheus();
            default -> whole();
        };
        Files.writeString(file, content);
    }
}
