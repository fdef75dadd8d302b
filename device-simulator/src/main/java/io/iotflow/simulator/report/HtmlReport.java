package io.iotflow.simulator.report;

import io.iotflow.simulator.audit.fleet.FleetAudit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A report as one page of HTML that needs nothing else. */
record HtmlReport(RunReport report) {

    /** The look of the page, light or dark as the reader likes it. A server that sends the page has to allow it. */
    static final String STYLE = """
            :root{color-scheme:light dark;--ground:#f6f7f9;--card:#fff;--ink:#17212b;--line:#dde2e8;--mark:#0f766e;\
            --good:#166534;--bad:#b42318}
            @media(prefers-color-scheme:dark){:root{--ground:#0f151b;--card:#182129;--ink:#e7edf3;--line:#2c3843;\
            --mark:#2dd4bf;--good:#86efac;--bad:#fca5a5}}
            body{font:15px/1.5 system-ui,sans-serif;max-width:760px;margin:0 auto;padding:1.5em 1em;\
            background:var(--ground);color:var(--ink)}
            h1{font-size:1.5em}h2{font-size:1.1em;margin-top:1.6em}
            pre,svg{background:var(--card);border:1px solid var(--line);border-radius:10px}
            pre{padding:1em;white-space:pre-wrap;overflow-wrap:anywhere}svg{display:block;width:100%;height:auto}
            polyline{fill:none;stroke:var(--mark);stroke-width:2}rect{fill:var(--mark)}
            text{fill:var(--ink);font-size:14px}.bad{color:var(--bad)}.good{color:var(--good)}
            """;

    private static final int WIDTH = 720;
    private static final int HEIGHT = 200;

    String page() {
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1"><title>Run %1$s</title>
                <style>%6$s</style>
                </head><body><h1>Run %1$s</h1><h2>Figures</h2><pre>%2$s</pre>
                <h2>Acknowledged readings per second</h2>%3$s
                <h2>Latency in ms by percentile</h2>%4$s
                <h2>Audit</h2>%5$s</body></html>
                """.formatted(
                        escape(report.run()),
                        escape(report.text()),
                        line(report.course().acknowledged()),
                        latencies(),
                        audit(),
                        STYLE);
    }

    /** Allows the style, by its hash (Content Security Policy, level 3), and nothing else. */
    static String policy() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; frame-ancestors 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
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
        return "<svg viewBox=\"0 0 %d %d\"><polyline points=\"%s\"/>".formatted(WIDTH, HEIGHT, points)
                + "<text x=\"8\" y=\"18\">%d/s</text></svg>".formatted(most);
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
                    "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>"
                            + "<text x=\"%d\" y=\"%d\">%s: %.1f</text>",
                    i * step + 4,
                    HEIGHT - 26 - height,
                    step - 8,
                    height,
                    i * step + 8,
                    HEIGHT - 8,
                    RunReport.percentile(RunReport.PERCENTILES[i]),
                    millis));
        }
        return "<svg viewBox=\"0 0 %d %d\">%s</svg>".formatted(WIDTH, HEIGHT, bars);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
