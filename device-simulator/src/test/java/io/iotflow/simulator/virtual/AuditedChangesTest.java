package io.iotflow.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.simulator.virtual.SimulatorClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever an operator does here is in the audit, or it is not done. */
@QuarkusTest
@QuarkusTestResource(SimulatorOnRealParts.class)
class AuditedChangesTest {

    private static final String BROKER =
            "{\"host\":\"127.0.0.1\",\"port\":1,\"tenant\":\"t0815\",\"user\":\"u\",\"password\":\"hush\"}";

    private final SimulatorClient simulator = new SimulatorClient();
    private final AuditOnPaper audit;

    AuditedChangesTest(AuditOnPaper audit) {
        this.audit = audit;
    }

    @BeforeEach
    void awaitDatabase() {
        simulator.awaitDatabase();
    }

    @AfterEach
    void answerAgain() {
        audit.silent(false);
    }

    @Test
    void tellsWhatWasDoneWithADevice() throws Exception {
        JsonNode made = simulator.create("pv", 5, "iotflow");
        String device = "/devices/" + made.path("id").asLong();
        simulator.send("PUT", device, "{\"interval\":7}");
        simulator.post(device + "/start");
        simulator.post(device + "/stop");
        simulator.delete(device + "/cumulocity-registration");
        simulator.delete(device);

        List<String> lines = audit.of("virtual_device", made.path("id").asText());
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).startsWith("admin virtual-device.create to {").contains("interval=5.0", "type=pv");
        assertThat(lines.get(0)).contains(made.path("name").asText());
        assertThat(lines.get(1))
                .startsWith("admin virtual-device.change from {")
                .contains("interval=7.0");
        assertThat(lines.get(2)).isEqualTo("admin virtual-device.start from {running=false} to {running=true}");
        assertThat(lines.get(3)).isEqualTo("admin virtual-device.stop from {running=true} to {running=false}");
        assertThat(lines.get(4)).startsWith("admin virtual-device.forget-registration from {registered=false}");
        assertThat(lines.get(5))
                .startsWith("admin virtual-device.delete from {")
                .contains("interval=7.0");
    }

    @Test
    void writesNothingAboutWhatIsRefused() throws Exception {
        String name = simulator.create("pv", 5, "iotflow").path("name").asText();
        String body = "{\"name\":\"" + name + "\",\"type\":\"pv\"}";
        Answer other = simulator.send("POST", "/devices", "{\"name\":\"not " + name + "\",\"type\":\"pv\"}");
        String id = other.body().path("id").asText();

        assertThat(simulator.send("POST", "/devices", body).status()).isEqualTo(409);
        assertThat(simulator.send("PUT", "/devices/" + id, body).status()).isEqualTo(409);
        assertThat(simulator.send("PUT", "/devices/" + id, "{\"interval\":0}").status())
                .isEqualTo(400);
        assertThat(simulator.post("/devices/999999999/start").status()).isEqualTo(404);

        assertThat(audit.of("virtual_device", id)).hasSize(1);
        assertThat(audit.of("virtual_device", "999999999")).isEmpty();
    }

    @Test
    void tellsWhatWasDoneWithAllDevices() throws Exception {
        simulator.create("pv", 5, "iotflow");
        simulator.post("/devices/start-all");
        simulator.post("/devices/stop-all");
        simulator.delete("/devices?all=true");

        List<String> lines = audit.of("virtual_device", "all");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("admin virtual-device.start-all from {running=0} to {running=");
        assertThat(lines.get(1))
                .startsWith("admin virtual-device.stop-all from {running=")
                .endsWith("to {running=0}");
        assertThat(lines.get(2))
                .startsWith("admin virtual-device.delete-all from {devices=")
                .endsWith("{devices=0}");
    }

    @Test
    void tellsHowCumulocityIsReachedWithoutItsSecrets() throws Exception {
        simulator.send("PUT", "/cumulocity/settings", BROKER);
        simulator.delete("/cumulocity/settings");

        List<String> lines = audit.of("cumulocity_settings", "broker");
        assertThat(lines.getFirst())
                .startsWith("admin cumulocity.settings.change")
                .contains("host=127.0.0.1");
        assertThat(lines.getLast()).startsWith("admin cumulocity.settings.forget from {");
        assertThat(lines.toString()).doesNotContain("hush");
    }

    @Test
    void tellsWhichRunWasStartedAndStopped() throws Exception {
        Answer started = simulator.send("POST", "/runs", "{\"fleet\":\"home\",\"duration\":60,\"seed\":4}");
        String run = started.body().path("id").asText();
        simulator.post("/runs/" + run + "/stop");

        List<String> lines = audit.of("simulator_run", run);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .startsWith("admin simulator-run.start to {")
                .contains("title=home", "seed=4", "seconds=60");
        assertThat(lines.getLast())
                .startsWith("admin simulator-run.stop from {state=")
                .endsWith("to {state=leaving}");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /devices, '{\"name\":\"unwritten\",\"type\":\"pv\"}'",
        "POST, /devices/start-all, ''",
        "POST, /devices/stop-all, ''",
        "DELETE, /devices?all=true, ''",
        "POST, /runs, '{\"fleet\":\"home\",\"duration\":60}'",
        "POST, /cumulocity/test-message, '{\"topic\":\"s/us\",\"message\":\"1\"}'",
        "PUT, /cumulocity/settings, '{\"host\":\"unwritten.example\",\"tenant\":\"t0815\",\"user\":\"u\",\"password\":\"p\"}'",
        "DELETE, /cumulocity/settings, ''"
    })
    void doesNothingThatIsNotWrittenDown(String method, String path, String body) throws Exception {
        long kept = simulator.create("pv", 5, "iotflow").path("id").asLong();
        int runs = simulator.get("/runs").body().path("runs").size();
        audit.silent(true);

        Answer refused = simulator.send(method, path, body);
        Answer deleted = simulator.delete("/devices/" + kept);

        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.text()).contains("Nothing was changed");
        assertThat(deleted.status()).isEqualTo(503);
        assertThat(simulator.get("/devices/" + kept).body().path("status").asText())
                .isEqualTo("stopped");
        assertThat(simulator.get("/devices?search=unwritten").body().path("devices"))
                .isEmpty();
        assertThat(simulator.get("/runs").body().path("runs")).hasSize(runs);
        assertThat(simulator.get("/cumulocity/settings").text()).doesNotContain("unwritten");
    }
}
