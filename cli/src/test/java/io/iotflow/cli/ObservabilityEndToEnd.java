package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.cli.RunningStack.TestDevice;
import io.iotflow.local.home.PortName;
import io.iotflow.local.stack.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the running product lets people see: metrics, and log lines for programs. */
@ExtendWith(SharedStack.class)
class ObservabilityEndToEnd {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern METRIC = Pattern.compile("\\b(?:iotflow|jvm|process|http)_[a-z_]+");

    private final RunningStack stack;

    ObservabilityEndToEnd(RunningStack stack) {
        this.stack = stack;
    }

    @Test
    void everyMetricOfADashboardOrAnAlertExists() throws Exception {
        TestDevice device = stack.register("seen");
        stack.post("/api/v1/devices/telemetry", "{\"a\":1}", device.credential());
        stack.get("/api/v1/devices/telemetry", device.credential());
        String metrics = metrics();
        String named = stack.shell("cat deploy/observability/alerts.yml deploy/observability/dashboards/*.json")
                .output();

        List<String> names = METRIC.matcher(named)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(names)
                .hasSizeGreaterThan(10)
                .allMatch(name -> Pattern.compile("(?m)^" + name + "[{ ]")
                        .matcher(metrics)
                        .find());
    }

    @Test
    void aLineOfTheLogIsADocumentWithItsRequestAndDevice() throws Exception {
        TestDevice device = stack.register("logged");

        stack.get("/api/v1/devices/status", "X-API-Key", device.key(), "X-Request-ID", "one-of-a-kind");

        JsonNode line = await().atMost(PATIENCE).until(() -> line("one-of-a-kind"), found -> !found.isMissingNode());
        assertThat(line.at("/mdc/request_id").asText()).isEqualTo("one-of-a-kind");
        assertThat(line.at("/mdc/device_id").asLong()).isEqualTo(device.id());
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.toString()).doesNotContain(device.key());
    }

    private JsonNode line(String requestId) throws IOException {
        for (String line : Files.readAllLines(stack.folder().resolve("logs/device-registry.log"))) {
            if (line.startsWith("{") && line.contains(requestId)) {
                return JSON.readTree(line);
            }
        }
        return JSON.missingNode();
    }

    private String metrics() throws Exception {
        StringBuilder metrics = new StringBuilder();
        for (String service : Services.NAMES) {
            PortName port = PortName.parse(service + "-management").orElseThrow();
            metrics.append(stack.shell("curl -sf http://127.0.0.1:" + stack.port(port) + "/q/metrics")
                    .output());
        }
        return metrics.toString();
    }
}
