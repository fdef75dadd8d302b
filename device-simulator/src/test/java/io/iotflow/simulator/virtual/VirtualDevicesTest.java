package io.iotflow.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.simulator.virtual.SimulatorClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SimulatorOnRealParts.class)
class VirtualDevicesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatorClient simulator = new SimulatorClient();

    @BeforeEach
    void awaitDatabase() {
        simulator.awaitDatabase();
    }

    @Test
    void measuresWithinItsRangeAndCountsWithoutAGapThoughIotflowIsAway() throws Exception {
        String device = path(simulator.create("heat_pump", 1, "iotflow"));
        simulator.post(device + "/start");
        String id = device.substring("/devices/".length());
        await().atMost(PATIENCE).until(() -> measured(device) >= 3);
        JsonNode running = simulator.get(device).body();
        JsonNode stopped = simulator.post(device + "/stop").body();

        JsonNode page = simulator.get("/measurements?device=" + id).body();
        assertThat(running.path("status").asText()).isEqualTo("running");
        assertThat(running.at("/connections/iotflow/last_error").asText()).contains("IoTFlow does not answer");
        assertThat(running.path("client_id").asText()).isEqualTo("iot_sim_" + id + "_client");
        assertThat(stopped.path("status").asText()).isEqualTo("stopped");
        long newest = page.at("/measurements/0/sequence").asLong();
        assertThat(page.at("/meta/total").asLong()).isEqualTo(newest).isGreaterThanOrEqualTo(3);
        for (JsonNode one : page.path("measurements")) {
            double voltage = one.path("voltage").asDouble();
            double current = one.path("current").asDouble();
            assertThat(voltage).isBetween(220.0, 240.0);
            assertThat(current).isBetween(8.0, 20.0);
            assertThat(one.path("power").asDouble()).isEqualTo(Math.round(voltage * current * 10_000) / 10_000.0);
        }
    }

    @Test
    void filtersMeasurementsByTimeAndGivesThemAsCsvOldestFirst() throws Exception {
        String device = path(simulator.create("pv", 1, "iotflow"));
        simulator.post(device + "/start");
        await().atMost(PATIENCE).until(() -> measured(device) >= 3);
        simulator.post(device + "/stop");
        String of = "device=" + device.substring("/devices/".length());
        JsonNode all = simulator.get("/measurements?" + of).body().path("measurements");
        String second = all.path(all.size() - 2).path("timestamp").asText();

        Answer later = simulator.get("/measurements?" + of + "&from=" + second);
        Answer page = simulator.get("/measurements?" + of + "&limit=1&offset=1");
        Answer none = simulator.get("/measurements?" + of + "&type=main_grid");
        List<String> lines =
                simulator.get("/measurements.csv?" + of).text().lines().toList();

        assertThat(later.body().at("/meta/total").asInt()).isEqualTo(all.size() - 1);
        assertThat(page.body().path("measurements")).hasSize(1).first().isEqualTo(all.path(1));
        assertThat(none.body().at("/meta/total").asInt()).isZero();
        assertThat(lines).hasSize(all.size() + 1);
        assertThat(lines.getFirst()).isEqualTo("device_id,sequence,timestamp,voltage,current,power");
        assertThat(lines.get(2)).contains("," + second + ",");
    }

    @Test
    void stopAndDeleteTouchNoOtherDevice() throws Exception {
        String first = path(simulator.create("pv", 1, "iotflow"));
        String second = path(simulator.create("main_grid", 1, "iotflow"));
        simulator.post(first + "/start");
        simulator.post(second + "/start");
        await().atMost(PATIENCE).until(() -> measured(first) >= 1 && measured(second) >= 1);

        simulator.post(first + "/stop");
        assertThat(simulator.delete(first).status()).isEqualTo(204);
        long before = measured(second);

        await().atMost(PATIENCE).until(() -> measured(second) > before);
        assertThat(simulator.get(first).status()).isEqualTo(404);
        assertThat(simulator.delete(second).status()).isEqualTo(204);
    }

    @Test
    void changesTheIntervalOfADeviceThatRuns() throws Exception {
        String device = path(simulator.create("pv", 3600, "iotflow"));
        simulator.post(device + "/start");
        await().atMost(PATIENCE).until(() -> measured(device) == 1);

        JsonNode changed = simulator.send("PUT", device, "{\"interval\":1}").body();

        assertThat(changed.path("interval").asDouble()).isEqualTo(1);
        assertThat(changed.path("status").asText()).isEqualTo("running");
        await().atMost(PATIENCE).until(() -> measured(device) >= 3);
        simulator.post(device + "/stop");
    }

    @Test
    void saysEverythingThatIsWrongWithADevice() throws Exception {
        Answer refused = simulator.send(
                "POST", "/devices", "{\"name\":\" \",\"type\":\"kettle\",\"interval\":0,\"target\":\"moon\"}");
        String name = simulator.create("pv", 5, "iotflow").path("name").asText();
        Answer taken = simulator.send("POST", "/devices", "{\"name\":\"" + name + "\",\"type\":\"pv\"}");
        Answer unsaid = simulator.delete("/devices");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("violations")).hasSize(4);
        assertThat(refused.text()).contains("pv, heat_pump, main_grid");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(unsaid.status()).isEqualTo(400);
    }

    private long measured(String device) throws Exception {
        return simulator.get(device).body().at("/counters/measured").asLong();
    }

    private static String path(JsonNode device) {
        return "/devices/" + device.path("id").asLong();
    }
}
