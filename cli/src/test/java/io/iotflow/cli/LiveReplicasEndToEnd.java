package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.cli.RunningStack.TestDevice;
import io.iotflow.local.home.PortName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two processes of telemetry-ingest and two of telemetry-query: each reading reaches each watcher, whoever took it. */
@ExtendWith(SharedStack.class)
class LiveReplicasEndToEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String READINGS = "/api/v1/telemetry";

    /** Its own doors for MQTT, wherever there is room. */
    private static final Map<String, String> OTHER_PORTS =
            Map.of("IOTFLOW_MQTT_PORT", "0", "IOTFLOW_MQTT_TLS_PORT", "0", "IOTFLOW_MQTT_WEBSOCKET_PORT", "0");

    @Test
    void aReadingReachesEachWatcherWhicheverReplicaTookIt(RunningStack stack) throws Exception {
        TestDevice device = stack.register("watched");
        try (ServiceReplica ingest = ServiceReplica.start(stack, "telemetry-ingest", OTHER_PORTS);
                ServiceReplica query = ServiceReplica.start(stack, "telemetry-query", Map.of())) {
            ingest.awaitReady();
            query.awaitReady();
            try (Watcher one = Watcher.open(stack.port(PortName.TELEMETRY_QUERY), device);
                    Watcher other = Watcher.open(query.port(), device)) {
                List<Watcher> watchers = List.of(one, other);
                watchers.forEach(watcher -> watcher.await(": heartbeat"));

                assertThat(stack.post(READINGS, "{\"data\":{\"n\":1}}", device.credential())
                                .status())
                        .isEqualTo(201);
                assertThat(ingest.post(READINGS, "{\"data\":{\"n\":2}}", device.credential())
                                .status())
                        .isEqualTo(201);

                for (Watcher watcher : watchers) {
                    watcher.await("\"n\":1");
                    watcher.await("\"n\":2");
                }
            }
        }
    }

    /** The lines of an open stream. */
    private record Watcher(InputStream body, List<String> lines) implements AutoCloseable {

        static Watcher open(int port, TestDevice device) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + READINGS + "/" + device.id() + "/stream"))
                    .headers(device.credential())
                    .header("Accept", "text/event-stream")
                    .build();
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            Watcher watcher = new Watcher(answer.body(), new CopyOnWriteArrayList<>());
            Thread.ofVirtual().start(watcher::read);
            return watcher;
        }

        private void read() {
            try (BufferedReader events = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                for (String line = events.readLine(); line != null; line = events.readLine()) {
                    lines.add(line);
                }
            } catch (IOException _) {
                lines.add("closed");
            }
        }

        void await(String part) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(part)));
        }

        /** The reader would wait for the line that is being read. */
        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
