package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static io.iotflow.registry.RegistryClient.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.registry.RegistryClient.Answer;
import io.iotflow.registry.RegistryClient.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Makes every request of the API to a registry of a million devices and reads in PostgreSQL's log how each statement was
 * planned: none reads a large table from end to end. Takes minutes, so it runs when it is named:
 * {@code -Dtest=PlansAtOneMillion}.
 */
@QuarkusTest
@QuarkusTestResource(value = RegistryOnAMillion.class, restrictToAnnotatedClass = true)
class PlansAtOneMillion {

    private static final Logger LOG = Logger.getLogger(PlansAtOneMillion.class.getName());
    private static final Pattern FROM_END_TO_END = Pattern.compile(
            "Seq Scan on (public\\.)?(devices|device_api_keys|device_commands|device_configurations|device_changes|audit)\\b");
    /** To count all there is, all of it has to be read; the service does that once in seconds, for all who ask. */
    private static final List<String> COUNTS_OF_ALL = List.of(
            "select status, count(*) from devices group by status",
            "select (select count(*) from device_api_keys)",
            "select count(*) from device_configurations\n");

    private static final Path DATABASE_LOG =
            ProjectRoot.find().folder().resolve("target/test-infrastructure/logs/postgres.log");
    private static final String DEVICES = "/api/v1/devices";
    private static final String GROUPS = "/api/v1/groups";
    private static final String INTERNAL = "/internal/devices";

    private final RegistryClient registry = new RegistryClient();
    private TestDevice device = new TestDevice("", "", "");
    private LoggedPlans plans;

    @BeforeEach
    void register() throws Exception {
        plans = LoggedPlans.since(DATABASE_LOG);
        device = registry.register();
    }

    @Test
    void ofRegistrationAndStatusReadNoTableFromEndToEnd() throws Exception {
        String again = "[{\"name\":\"" + device.name() + "\",\"device_type\":\"sensor\"}]";
        answered(207, registry.post(DEVICES + "/register/batch", again, ADMIN));
        answered(200, registry.get(DEVICES + "/status", device.credential()));
        answered(200, registry.get(device.path("/status")));
        answered(200, registry.get(DEVICES + "/statuses?limit=1000"));
        answered(200, registry.get(DEVICES + "/statuses?limit=1000&offset=900000"));
        answered(200, registry.post(DEVICES + "/heartbeat", "", device.credential()));
        answered(200, registry.put(DEVICES + "/config", "{\"location\":\"roof\"}", device.credential()));
        String value = "{\"config_key\":\"k\",\"config_value\":1}";
        answered(200, registry.post(DEVICES + "/config", value, device.credential()));
        answered(200, registry.get(DEVICES + "/config", device.credential()));
        answered(200, registry.get(DEVICES + "/mqtt-credentials", device.credential()));
        String login = "{\"username\":\"" + device.id() + "\",\"password\":\"" + "x".repeat(32) + "\"}";
        answered(200, registry.post("/internal/mqtt/auth", login, SERVICE));
        String topic = "{\"username\":\"" + device.id() + "\",\"action\":\"publish\",\"topic\":\"iotflow/devices/"
                + device.id() + "/telemetry\"}";
        answered(200, registry.post("/internal/mqtt/acl", topic, SERVICE));

        // What is written down later, by and by: last_seen, uses of keys.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> plans.all().stream().anyMatch(plan -> plan.contains("set last_seen")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> plans.all().stream().anyMatch(plan -> plan.contains("set use_count")));
        noneReadsATableFromEndToEnd();
    }

    @Test
    void ofCommandsReadNoTableFromEndToEnd() throws Exception {
        String given = registry.post(device.path("/control"), "{\"command\":\"c\"}", ADMIN)
                .body()
                .path("command_id")
                .asText();
        answered(200, registry.get(device.path("/control?limit=1&cursor=5000000"), ADMIN));
        answered(200, registry.get(device.path("/control/pending?wait=1"), device.credential()));
        answered(200, registry.get(INTERNAL + "/" + device.id() + "/commands/pending", SERVICE));
        answered(200, registry.get(INTERNAL + "/" + device.id() + "/configuration", SERVICE));
        String done = "{\"status\":\"completed\"}";
        answered(200, registry.post(device.path("/control/" + given + "/status"), done, device.credential()));
        answered(
                409,
                registry.post(
                        INTERNAL + "/" + device.id() + "/commands/" + given + "/status",
                        "{\"status\":\"failed\"}",
                        SERVICE));
        answered(201, registry.post("/api/v1/mqtt/device/" + device.id() + "/command", "{\"command\":\"c\"}", ADMIN));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> plans.all().stream().anyMatch(plan -> plan.contains("delete from device_commands")));
        noneReadsATableFromEndToEnd();
    }

    @Test
    void ofGroupsReadNoTableFromEndToEnd() throws Exception {
        String fixed = make("{\"name\":\"" + RegistryClient.uniqueName() + "\"}");
        String name = RegistryClient.uniqueName();
        String dynamic = make("{\"name\":\"" + name + "\",\"query\":{\"device_type\":\"type 7\",\"status\":\"active\","
                + "\"tags\":{\"site\":\"site 7\"}}}");
        String ids = "{\"device_ids\":[" + device.id() + ",5,6]}";
        answered(200, registry.post(GROUPS + "/" + fixed + "/devices", ids, ADMIN));
        answered(204, registry.put(GROUPS + "/" + fixed + "/devices/7", "", ADMIN));
        for (String group : List.of(fixed, dynamic)) {
            answered(200, registry.get(GROUPS + "/" + group, ADMIN));
            answered(200, registry.get(GROUPS + "/" + group + "/devices?limit=1000", ADMIN));
            answered(201, registry.post(GROUPS + "/" + group + "/control", "{\"command\":\"c\"}", ADMIN));
            answered(200, registry.put(GROUPS + "/" + group, "{\"color\":\"#fff\"}", ADMIN));
        }
        String fleet = "/api/v1/mqtt/fleet/" + name.replace(" ", "%20") + "/command";
        answered(201, registry.post(fleet, "{\"command\":\"c\"}", ADMIN));
        answered(200, registry.get(GROUPS, ADMIN));
        answered(204, registry.delete(GROUPS + "/" + fixed + "/devices/7", ADMIN));
        answered(200, registry.send("DELETE", GROUPS + "/" + fixed + "/devices", ids, ADMIN));
        answered(204, registry.delete(GROUPS + "/" + fixed, ADMIN));
        answered(204, registry.delete(GROUPS + "/" + dynamic, ADMIN));

        noneReadsATableFromEndToEnd();
    }

    @Test
    void ofListsReadNoTableFromEndToEnd() throws Exception {
        String dynamic = RegistryClient.uniqueName();
        make("{\"name\":\"" + dynamic + "\",\"query\":{\"device_type\":\"type 7\",\"tags\":{\"site\":\"site 7\"}}}");
        for (String query : List.of(
                "sort=id",
                "sort=name",
                "sort=created_at",
                "sort=newest",
                "status=inactive",
                "status=inactive&sort=newest",
                "device_type=type%207",
                "device_type=type%207&status=inactive&sort=name",
                "tag=site%3Dsite%205&sort=newest",
                "search=ice%20999999",
                "group=g7",
                "group=g7&status=active&sort=newest",
                "group=" + dynamic.replace(" ", "%20"),
                "device_type=type%207&online=false")) {
            answered(200, registry.get(INTERNAL + "?" + query, ADMIN));
        }
        answered(200, registry.get("/internal/stats", ADMIN));
        answered(200, registry.get("/internal/audit", ADMIN));
        answered(200, registry.get("/internal/audit?object_type=device", ADMIN));
        answered(200, registry.get("/internal/audit?object_type=device&object_id=5", ADMIN));

        noneReadsATableFromEndToEnd();
    }

    @Test
    void ofAdministrationReadNoTableFromEndToEnd() throws Exception {
        String own = INTERNAL + "/" + device.id();
        answered(200, registry.get(own, ADMIN));
        answered(200, registry.put(own, "{\"location\":\"hall\"}", ADMIN));
        answered(200, registry.put(own + "/status", "{\"status\":\"inactive\"}", ADMIN));
        answered(201, registry.post(own + "/api-keys", "", ADMIN));
        answered(201, registry.post(own + "/api-keys?grace=1h", "", ADMIN));
        Answer keys = registry.get(own + "/api-keys", ADMIN);
        String key = keys.body().at("/api_keys/0/id").asText();
        answered(204, registry.delete(own + "/api-keys/" + key, ADMIN));
        String token = "{\"name\":\"" + RegistryClient.uniqueName() + "\",\"role\":\"viewer\"}";
        JsonNode made = registry.post("/internal/operator-tokens", token, ADMIN).body();
        answered(
                200,
                registry.get(
                        INTERNAL + "?limit=1",
                        "Authorization",
                        "Bearer " + made.path("token").asText()));
        answered(
                204,
                registry.delete("/internal/operator-tokens/" + made.path("id").asText(), ADMIN));
        String page = registry.getText("/internal/backup?after=900000", ADMIN);
        answered(200, registry.post("/internal/backup", page, ADMIN));
        answered(204, registry.delete(own, ADMIN));

        noneReadsATableFromEndToEnd();
    }

    private String make(String group) throws Exception {
        return registry.post(GROUPS, group, ADMIN).body().at("/group/id").asText();
    }

    private static void answered(int status, Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    }

    private void noneReadsATableFromEndToEnd() throws Exception {
        List<String> all = plans.all();
        LOG.info(() -> all.size() + " plans");
        assertThat(all).hasSizeGreaterThan(10);
        assertThat(all)
                .filteredOn(plan -> FROM_END_TO_END.matcher(plan).find())
                .filteredOn(plan -> COUNTS_OF_ALL.stream().noneMatch(plan::contains))
                .isEmpty();
    }
}
