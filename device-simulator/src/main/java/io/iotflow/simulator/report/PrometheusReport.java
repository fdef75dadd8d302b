package io.iotflow.simulator.report;

import io.iotflow.simulator.device.DeviceFigures;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures of a run in the text format of Prometheus, with the run as a label. */
record PrometheusReport(RunReport report) {

    private static final double MILLIS_OF_A_SECOND = 1000;
    private static final double WHOLE = 100;

    /** One sample a line, after its type. */
    String text() {
        StringBuilder text = new StringBuilder();
        counters()
                .forEach((name, value) -> text.append("# TYPE iotflow_run_%1$s_total counter%n".formatted(name))
                        .append(sample(name + "_total", "", value)));
        gauges().forEach((name, value) ->
                text.append("# TYPE iotflow_run_%1$s gauge%n".formatted(name)).append(sample(name, "", value)));
        text.append("# TYPE iotflow_run_latency_seconds summary\n");
        for (double percentile : RunReport.PERCENTILES) {
            String quantile = ",quantile=\"" + percentile / WHOLE + "\"";
            double seconds = RunReport.millis(report.figures().latencyMicros(), percentile) / MILLIS_OF_A_SECOND;
            text.append(sample("latency_seconds", quantile, seconds));
        }
        return text.toString();
    }

    private Map<String, Number> counters() {
        DeviceFigures.Counts counts = report.figures().counts();
        Map<String, Number> counters = new LinkedHashMap<>();
        counters.put("sent_readings", counts.sent());
        counters.put("acknowledged_readings", counts.acknowledged());
        counters.put("simulated_failures", counts.failures());
        counters.put("refused_messages", counts.refused());
        counters.put("retries", counts.retries());
        counters.put("reconnects", counts.reconnects());
        counters.put("commands", counts.commands());
        counters.put("configurations", counts.configurations());
        counters.put("faults", counts.faults());
        return counters;
    }

    private Map<String, Number> gauges() {
        Map<String, Number> gauges = new LinkedHashMap<>();
        gauges.put("devices", report.devices());
        gauges.put("devices_online", report.figures().counts().online());
        gauges.put("elapsed_seconds", report.seconds());
        gauges.put("battery_percent", report.battery());
        report.audit().ifPresent(audit -> {
            gauges.put("audit_stored", audit.stored());
            gauges.put("audit_missing", audit.missing());
            gauges.put("audit_altered", audit.altered());
            gauges.put("audit_duplicated", audit.duplicated());
        });
        return gauges;
    }

    private String sample(String name, String labels, Number value) {
        return String.format(Locale.ROOT, "iotflow_run_%s{run=\"%s\"%s} %s%n", name, report.run(), labels, value);
    }
}
