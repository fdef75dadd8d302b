package io.iotflow.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.cli.installation.Api;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Devices that send, and a rule that one of them breaks. What is there already is left as it is. Blocks. */
public final class DemoFleet {

    /** Names and types. */
    private static final Map<String, String> ENERGY =
            Map.of("Demo solar panel", "pv", "Demo heat pump", "heat_pump", "Demo grid meter", "main_grid");

    private static final int RUN_SECONDS = 3600;
    private static final int MOST_WATTS = 500;
    private static final String DEVICES = "/api/v1/simulator/devices";
    private static final String RULES = "/api/v1/admin/alerts/rules";
    private static final String RULE = "Demo: the solar panel gives more than 500 W";

    private final Api api;
    private final Clock clock;

    public DemoFleet(Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Starts the nine devices of a home, for an hour. */
    public void startHome() throws IOException, InterruptedException {
        String now =
                DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC).format(clock.instant());
        ObjectNode run = JsonNodeFactory.instance
                .objectNode()
                .put("name", "home " + now)
                .put("fleet", "home")
                .put("duration", RUN_SECONDS);
        api.send("POST", "/api/v1/simulator/runs", run);
    }

    /** Makes three energy devices where they are not there, and starts them. */
    public void startEnergy() throws IOException, InterruptedException {
        for (Map.Entry<String, String> device : ENERGY.entrySet()) {
            long id = energy(device.getKey(), device.getValue());
            api.call("POST", DEVICES + "/" + id + "/start", JsonNodeFactory.instance.nullNode());
        }
    }

    private long energy(String name, String type) throws IOException, InterruptedException {
        for (JsonNode known :
                api.get(DEVICES, Map.of("search", name, "type", type)).path("devices")) {
            if (known.path("name").asText().equals(name)) {
                return known.path("id").asLong();
            }
        }
        ObjectNode device = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("type", type)
                .put("target", "iotflow");
        return api.send("POST", DEVICES, device).path("id").asLong();
    }

    /**
     * Makes the rule where it is not there.
     *
     * @return its id
     */
    public String watchPower() throws IOException, InterruptedException {
        for (JsonNode known : api.get(RULES).path("rules")) {
            if (known.path("name").asText().equals(RULE)) {
                return known.path("id").asText();
            }
        }
        ObjectNode rule = JsonNodeFactory.instance
                .objectNode()
                .put("name", RULE)
                .put("type", "threshold")
                .put("field", "power")
                .put("comparison", "above")
                .put("threshold", MOST_WATTS)
                .put("device_type", "pv");
        return api.send("POST", RULES, rule).path("id").asText();
    }

    /** Whether a rule has an alert that is open. */
    public boolean isOpen(String rule) throws IOException, InterruptedException {
        return !api.get("/api/v1/admin/alerts", Map.of("state", "open", "rule_id", rule))
                .path("alerts")
                .isEmpty();
    }
}
