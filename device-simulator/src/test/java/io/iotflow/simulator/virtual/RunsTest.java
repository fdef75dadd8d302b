package io.iotflow.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.simulator.virtual.SimulatorClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs over HTTP while the platform is away; how they go on the whole product is a test of the command line. */
@QuarkusTest
@QuarkusTestResource(SimulatorOnRealParts.class)
class RunsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimulatorClient simulator = new SimulatorClient();

    @Test
    void tellsWhichFleetsThereAre() throws Exception {
        JsonNode fleets = simulator.get("/fleets").body().path("fleets");

        List<String> told = new ArrayList<>();
        fleets.forEach(fleet -> told.add(
                fleet.path("name").asText() + " " + fleet.path("devices").asInt()));
        assertThat(told).containsExactly("home 9", "office 16", "factory 30");
        assertThat(fleets.path(0).path("types").toString())
                .isEqualTo("{\"temperature\":3,\"lock\":2,\"camera\":2,\"air\":1,\"thermostat\":1}");
    }

    @Test
    void saysEverythingThatIsWrongWithAScenario() throws Exception {
        Answer answer = simulator.send("POST", "/runs", "{\"fleet\":\"castle\",\"interval\":0,\"speed\":9}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("violations")).hasSize(3);
        assertThat(answer.text()).contains("'castle' is unknown; there are home, office, factory");
    }

    @Test
    void refusesARunThatNeverEndsOrHasTooManyDevices() throws Exception {
        Answer answer = simulator.send("POST", "/runs", "{\"count\":1001}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("count must be at most 1000 here", "must be more than 0 and at most 3600");
    }

    @Test
    void failsWithTheReasonWhenThePlatformIsAway() throws Exception {
        Answer started = simulator.send("POST", "/runs", "{\"fleet\":\"home\",\"duration\":60}");
        String run = "/runs/" + started.body().path("id").asText();

        await().atMost(PATIENCE)
                .until(() -> simulator.get(run).body().path("state").asText().equals("failed"));

        JsonNode failed = simulator.get(run).body();
        Answer events = simulator.get(run + "/events");
        assertThat(started.status()).isEqualTo(201);
        assertThat(started.body().path("title").asText()).isEqualTo("home");
        assertThat(failed.path("message").asText()).contains("does not answer");
        assertThat(events.text()).contains("\"state\":\"failed\"");
        assertThat(simulator.get(run + "/report").status()).isEqualTo(409);
        assertThat(simulator.get("/runs").text())
                .contains(started.body().path("id").asText());
    }

    @Test
    void knowsNoRunThatWasNotStarted() throws Exception {
        assertThat(simulator.get("/runs/run-0").status()).isEqualTo(404);
        assertThat(simulator.post("/runs/run-0/stop").status()).isEqualTo(404);
        assertThat(simulator.get("/runs/run-0/events").status()).isEqualTo(404);
    }
}
