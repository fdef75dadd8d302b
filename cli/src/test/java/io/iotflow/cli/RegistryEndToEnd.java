package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.HttpCaller.Answer;
import io.iotflow.cli.RunningStack.TestDevice;
import io.iotflow.local.home.PortName;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators decide about a device reaches it, on the running product: keys, status, commands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.class)
class RegistryEndToEnd {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration RESTART = RunningStack.RESTART;
    private static final String READING = "{\"a\":1}";

    private RunningStack stack;
    private String[] admin;
    private int mqtt;

    @BeforeAll
    void join(RunningStack shared) throws Exception {
        stack = shared;
        admin = new String[] {"Authorization", "admin " + stack.adminToken()};
        mqtt = stack.port(PortName.MQTT);
    }

    @Test
    void aKeyThatIsReplacedEndsWithItsSessionWithinASecond() throws Exception {
        TestDevice device = stack.register("replaced");
        try (ConnectedDevice session = ConnectedDevice.connect(device, device.key(), mqtt)) {
            assertThat(send(device)).isEqualTo(201);

            Answer rotated = stack.post("/api/v1/admin/devices/" + device.id() + "/api-keys", "", admin);

            await().atMost(ONE_SECOND).untilAsserted(() -> {
                assertThat(send(device)).isEqualTo(401);
                assertThat(configuration(device).status()).isEqualTo(401);
                assertThat(latest(device).status()).isEqualTo(401);
                assertThat(session.isClosed()).isTrue();
            });
            String fresh = rotated.body().path("api_key").asText();
            assertThatThrownBy(() -> ConnectedDevice.connect(device, device.key(), mqtt))
                    .hasMessageContaining("CONNECTION_REFUSED");
            ConnectedDevice.connect(device, fresh, mqtt).close();
        }
    }

    @Test
    void aDeviceInMaintenanceStaysSoWhateverItDoes() throws Exception {
        TestDevice device = stack.register("maintained");
        try (ConnectedDevice session = ConnectedDevice.connect(device, device.key(), mqtt)) {
            session.publish("telemetry", READING);

            stack.put("/api/v1/admin/devices/" + device.id() + "/status", "{\"status\":\"maintenance\"}", admin);

            await().atMost(ONE_SECOND).untilAsserted(() -> {
                assertThat(send(device)).isEqualTo(403);
                assertThat(latest(device).status()).isEqualTo(403);
                assertThat(session.isClosed()).isTrue();
            });
        }
        Answer heartbeat = stack.post("/api/v1/devices/heartbeat", "", device.credential());
        assertThat(heartbeat.status()).isEqualTo(403);
        assertThat(heartbeat.body().path("message").asText()).isEqualTo("Device is currently maintenance");
        assertThat(stack.put("/api/v1/devices/config", "{\"status\":\"active\"}", device.credential())
                        .status())
                .isEqualTo(403);
        assertThatThrownBy(() -> ConnectedDevice.connect(device, device.key(), mqtt))
                .hasMessageContaining("CONNECTION_REFUSED");
        assertThat(stack.get(device.path("/status")).body().path("status").asText())
                .isEqualTo("maintenance");
    }

    @Test
    void aCommandArrivesOnceThoughRegistryAndIngestAreKilledMeanwhile() throws Exception {
        TestDevice device = stack.register("away");
        give(device, "{\"command\":\"restart\"}");
        stack.kill("device-registry");
        stack.awaitRestart(stack.kill("telemetry-ingest"));

        try (ConnectedDevice session = connect(device)) {
            await().atMost(RESTART)
                    .untilAsserted(() -> assertThat(session.commands()).containsExactly("restart"));
            await().atMost(RESTART).until(() -> status(device).equals("sent"));
            session.complete();
            await().atMost(RESTART).until(() -> status(device).equals("completed"));
            assertThat(history(device).at("/0/result/code").asInt()).isEqualTo(7);
        }
        try (ConnectedDevice session = connect(device)) {
            give(device, "{\"command\":\"blink\"}");
            await().atMost(RESTART)
                    .untilAsserted(() -> assertThat(session.commands()).containsExactly("blink"));
        }
    }

    @Test
    void aCommandThatHasExpiredNeverArrives() throws Exception {
        TestDevice device = stack.register("late");
        give(device, "{\"command\":\"old\",\"expires_in\":1}");
        await().atMost(RESTART).until(() -> status(device).equals("expired"));
        give(device, "{\"command\":\"new\"}");

        try (ConnectedDevice session = connect(device)) {
            await().atMost(RESTART)
                    .untilAsserted(() -> assertThat(session.commands()).containsExactly("new"));
            await().atMost(RESTART).until(() -> status(device).equals("sent"));
            assertThat(session.commands()).containsExactly("new");
        }
        assertThat(history(device).at("/1/status").asText()).isEqualTo("expired");
    }

    @Test
    void aDeviceIsToldHowManyOfItsReadingsOfThirtyDaysAreStored() throws Exception {
        TestDevice device = stack.register("counted");
        String old = Instant.now().minus(Duration.ofDays(31)).toString();
        stack.post("/api/v1/devices/telemetry", "{\"a\":1,\"timestamp\":\"" + old + "\"}", device.credential());
        send(device);
        send(device);

        JsonNode own = stack.get("/api/v1/devices/status", device.credential()).body();

        assertThat(own.at("/device/telemetry_count").asLong()).isEqualTo(2);
    }

    /** A service that has just been started may need a moment until it takes connections. */
    private ConnectedDevice connect(TestDevice device) {
        return await().atMost(RESTART)
                .ignoreExceptions()
                .until(() -> ConnectedDevice.connect(device, device.key(), mqtt), Objects::nonNull);
    }

    private void give(TestDevice device, String command) {
        await().atMost(RESTART)
                .ignoreExceptions()
                .until(() -> stack.post(device.path("/control"), command, admin).status() == 201);
    }

    private JsonNode history(TestDevice device) throws Exception {
        return stack.get(device.path("/control"), admin).body().path("commands");
    }

    private String status(TestDevice device) throws Exception {
        return history(device).at("/0/status").asText();
    }

    private int send(TestDevice device) throws Exception {
        return stack.post("/api/v1/devices/telemetry", READING, device.credential())
                .status();
    }

    private Answer configuration(TestDevice device) throws Exception {
        return stack.get("/api/v1/devices/config", device.credential());
    }

    private Answer latest(TestDevice device) throws Exception {
        return stack.get("/api/v1/telemetry/" + device.id() + "/latest", device.credential());
    }
}
