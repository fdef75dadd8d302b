package io.iotflow.simulator.report;

import io.iotflow.simulator.audit.fleet.FleetAudit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A report as one page of HTML that needs nothing else. */
record HtmlReport(RunReport report) {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 200;

    String page() {
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Run %1$s</title>
                <style>body{font:15px sans-serif;max-width:760px;margin:2em auto;color:#222}
                pre{background:#f4f4f4;padding:1em}svg{background:#f4f4f4;width:100%%}.bad{color:#b00}.good{color:#070}</style>
                </head><body><h1>Run %1$s</h1><h2>Figures</h2><pre>%2$s</pre>
                <h2>Acknowledged readings per second</h2>%3$s
                <h2>Latency in ms by percentile</h2>%4$s
                <h2>Audit</h2>%5$s</body></html>
                """.formatted(
                        escape(report.run()),
                        escape(report.text()),
                        line(report.acknowledgedPerSecond()),
                        latencies(),
                        audit());
    }

    private String audit() {
        return report.audit()
                .map(audit -> "<p class=\"%s\">%s</p><pre>%s</pre>"
                        .formatted(audit.passed() ? "good" : "bad", verdict(audit), escape(audit.report())))
                .orElse("<p>This run was not audited.</p>");
    }

    private static String verdict(FleetAudit audit) {
        return audit.passed() ? "Everything acknowledged is stored, unchanged." : "The audit failed.";
    }

    private static String line(List<Long> values) {
        long most = values.isEmpty() ? 1 : Math.max(1, Collections.max(values));
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            double x = values.size() == 1 ? 0 : (double) i * WIDTH / (values.size() - 1);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, HEIGHT - HEIGHT * 0.9 * values.get(i) / most));
        }
        return "<svg viewBox=\"0 0 %d %d\"><polyline fill=\"none\" stroke=\"#06c\" stroke-width=\"2\" points=\"%s\"/>"
                        .formatted(WIDTH, HEIGHT, points)
                + "<text x=\"4\" y=\"14\">%d/s</text></svg>".formatted(most);
    }

    private String latencies() {
        Histogram latency = report.figures().latencyMicros();
        double most = Math.max(0.001, RunReport.millis(latency, 100));
        StringBuilder bars = new StringBuilder();
        int step = WIDTH / RunReport.PERCENTILES.length;
        for (int i = 0; i < RunReport.PERCENTILES.length; i++) {
            double millis = RunReport.millis(latency, RunReport.PERCENTILES[i]);
            double height = HEIGHT * 0.7 * millis / most;
            bars.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"#06c\"/>"
                            + "<text x=\"%d\" y=\"%d\">p%s: %.1f</text>",
                    i * step + 4,
                    HEIGHT - 24 - height,
                    step - 8,
                    height,
                    i * step + 4,
                    HEIGHT - 6,
                    RunReport.PERCENTILES[i],
                    millis));
        }
        return "<svg viewBox=\"0 0 %d %d\">%s</svg>".formatted(WIDTH, HEIGHT, bars);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
