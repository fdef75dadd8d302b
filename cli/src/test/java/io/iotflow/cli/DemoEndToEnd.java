package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.local.home.PortName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code iotflow demo} on the running product. */
@ExtendWith(SharedStack.class)
class DemoEndToEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SIMULATOR = "/api/v1/simulator/";

    private final RunningStack stack;
    private final String[] operator;

    DemoEndToEnd(RunningStack stack) throws Exception {
        this.stack = stack;
        this.operator = new String[] {"Authorization", "admin " + stack.adminToken()};
    }

    @Test
    void devicesSendAndAnAlertOpens() throws Exception {
        Command demo = stack.iotflow("demo");

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("an alert is open", "http://localhost:" + stack.port(PortName.GATEWAY) + "/console");
        String fleet = await().atMost(PATIENCE).until(this::home, found -> !found.isEmpty());
        JsonNode energy = stack.get(SIMULATOR + "devices?search=Demo", operator).body();
        assertThat(energy.at("/meta/running").asInt()).isGreaterThanOrEqualTo(3);

        stack.post(SIMULATOR + "runs/" + fleet + "/stop", "", operator);
        stack.post(SIMULATOR + "devices/stop-all", "", operator);
    }

    /** The run in which nine devices are online; empty while there is none. */
    private String home() throws Exception {
        for (JsonNode run : stack.get(SIMULATOR + "runs", operator).body().path("runs")) {
            if (run.at("/figures/counts/online").asInt() == 9) {
                return run.path("id").asText();
            }
        }
        return "";
    }
}
