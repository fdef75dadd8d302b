package io.iotflow.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.simulator.cumulocity.CumulocityEmulator;
import io.iotflow.simulator.cumulocity.EmulatedRun;
import io.iotflow.simulator.virtual.SimulatorClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Virtual devices that feed the emulated Cumulocity, from the settings over REST to what arrives there. */
@QuarkusTest
@QuarkusTestResource(SimulatorOnRealParts.class)
class CumulocityFedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatorClient simulator = new SimulatorClient();
    private final EmulatedRun cumulocity;

    CumulocityFedTest() throws Exception {
        cumulocity = new EmulatedRun();
    }

    @BeforeEach
    void awaitDatabase() {
        simulator.awaitDatabase();
    }

    @AfterEach
    void close() throws Exception {
        simulator.delete("/cumulocity/settings");
        cumulocity.close();
    }

    @Test
    void registersOnceMeasuresAndComesBackAfterTheSettingsChanged() throws Exception {
        JsonNode device = simulator.create("heat_pump", 1, "cumulocity");
        String path = "/devices/" + device.path("id").asLong();
        simulator.post(path + "/start");
        await().atMost(PATIENCE).until(() -> error(path).contains("not configured"));

        configure();
        await().atMost(PATIENCE).until(() -> delivered(path) >= 2);
        simulator.post(path + "/stop");
        simulator.post(path + "/start");
        long before = delivered(path);
        await().atMost(PATIENCE).until(() -> delivered(path) > before);
        assertThat(registrations(device)).isEqualTo(1);
        simulator.delete(path + "/cumulocity-registration");
        await().atMost(PATIENCE).until(() -> registrations(device) == 2);
        simulator.post(path + "/stop");

        String connect = "> CONNECT " + device.path("client_id").asText() + " as " + CumulocityEmulator.USER;
        assertThat(cumulocity.emulator.exchanged).filteredOn(connect::equals).hasSize(3);
        await().atMost(PATIENCE).until(() -> delivered(path) == measurements());
        assertThat(measurements()).isEqualTo(measured(path));
    }

    @Test
    void keepsTheSecretToItselfAndSaysWhetherItWorks() throws Exception {
        Answer answered = configure();
        Answer read = simulator.get("/cumulocity/settings");
        Answer tried = simulator.send("POST", "/cumulocity/connection-test", "{}");

        assertThat(answered.status()).isEqualTo(200);
        assertThat(read.body().path("has_password").asBoolean()).isTrue();
        assertThat(answered.text() + read.text()).doesNotContain("\"password\"").doesNotContain("\"secret\"");
        assertThat(tried.body().path("works").asBoolean()).isTrue();
    }

    @Test
    void sendsATestMessageOverARunningConnectionAndExplainsAWrongTopic() throws Exception {
        configure();
        Answer nobody = message("s/us", "400,c8y_Test,hello,");
        String path =
                "/devices/" + simulator.create("pv", 3600, "both").path("id").asLong();
        simulator.post(path + "/start");
        await().atMost(PATIENCE)
                .until(() -> simulator
                                .get("/cumulocity/health")
                                .body()
                                .path("connected")
                                .asInt()
                        == 1);

        Answer wildcard = message("a/#", "x");
        Answer sent = message("s/us", "400,c8y_Test,hello,");

        assertThat(nobody.status()).isEqualTo(409);
        assertThat(wildcard.status()).isEqualTo(400);
        assertThat(wildcard.text()).contains("no wildcards");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(cumulocity.emulator.exchanged).contains("> s/us 400,c8y_Test,hello,");
        assertThat(simulator
                        .get(path)
                        .body()
                        .at("/connections/cumulocity/connected")
                        .asBoolean())
                .isTrue();
        simulator.post(path + "/stop");
    }

    private Answer configure() throws Exception {
        String body = "{\"host\":\"127.0.0.1\",\"port\":%d,\"tls\":false,\"user\":\"%s\",\"password\":\"%s\"}"
                .formatted(cumulocity.port, CumulocityEmulator.USER, CumulocityEmulator.PASSWORD);
        return simulator.send("PUT", "/cumulocity/settings", body);
    }

    private Answer message(String topic, String message) throws Exception {
        String body = "{\"topic\":\"%s\",\"message\":\"%s\"}".formatted(topic, message);
        return simulator.send("POST", "/cumulocity/test-message", body);
    }

    private long delivered(String device) throws Exception {
        return simulator.get(device).body().at("/counters/delivered/cumulocity").asLong();
    }

    private long measured(String device) throws Exception {
        return simulator.get(device).body().at("/counters/measured").asLong();
    }

    private long measurements() {
        return cumulocity.emulator.exchanged.stream()
                .filter(line -> line.startsWith("> measurement/measurements/create") && line.contains("\"unit\":\"W\""))
                .count();
    }

    private String error(String device) throws Exception {
        return simulator
                .get(device)
                .body()
                .at("/connections/cumulocity/last_error")
                .asText();
    }

    private long registrations(JsonNode device) {
        String row = "> s/us 100," + device.path("name").asText() + ",c8y_MQTTDevice";
        return cumulocity.emulator.exchanged.stream().filter(row::equals).count();
    }
}
