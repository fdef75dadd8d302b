package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static io.iotflow.registry.RegistryClient.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.registry.RegistryClient.Answer;
import io.iotflow.registry.RegistryClient.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class GroupsAndConfigurationTest {

    private static final String GROUPS = "/api/v1/groups";

    private final RegistryClient registry = new RegistryClient();
    private final String type = "t" + UUID.randomUUID();
    private TestDevice device = new TestDevice("", "", "");

    @BeforeEach
    void registerADevice() throws Exception {
        device = registry.register(RegistryClient.uniqueName(), type);
    }

    @Test
    void holdsTheDevicesThatWereAdded() throws Exception {
        String name = RegistryClient.uniqueName();
        String group = make("{\"name\":\"" + name + "\",\"color\":\"#fff\"}");
        String devices = GROUPS + "/" + group + "/devices";

        Answer added = registry.post(devices, "{\"device_ids\":[" + device.id() + ",999999999]}", ADMIN);
        assertThat(added.body().path("added").asInt()).isEqualTo(1);
        assertThat(registry.put(devices + "/" + device.id(), "", ADMIN).status())
                .isEqualTo(204);
        assertThat(registry.put(devices + "/999999999", "", ADMIN).status()).isEqualTo(404);
        assertThat(registry.get(devices, ADMIN)
                        .body()
                        .path("devices")
                        .get(0)
                        .path("groups")
                        .get(0)
                        .asText())
                .isEqualTo(name);

        assertThat(registry.delete(devices + "/" + device.id(), ADMIN).status()).isEqualTo(204);
        assertThat(registry.get(GROUPS + "/" + group, ADMIN)
                        .body()
                        .path("device_count")
                        .asInt())
                .isZero();
        assertThat(registry.delete(GROUPS + "/" + group, ADMIN).status()).isEqualTo(204);
        assertThat(registry.get(GROUPS + "/" + group, ADMIN).status()).isEqualTo(404);
    }

    @Test
    void commandsEachMember() throws Exception {
        String group = make("{\"name\":\"" + RegistryClient.uniqueName() + "\"}");
        registry.put(GROUPS + "/" + group + "/devices/" + device.id(), "", ADMIN);

        Answer command = registry.post(GROUPS + "/" + group + "/control", "{\"command\":\"restart\"}", ADMIN);
        assertThat(command.status()).isEqualTo(201);
        assertThat(command.body().path("commands").get(0).path("device_id").asText())
                .isEqualTo(device.id());
        assertThat(registry.get(device.path("/control/pending"), device.credential())
                        .body())
                .hasSize(1);
    }

    @Test
    void holdsTheDevicesThatAQueryLetsThrough() throws Exception {
        String name = RegistryClient.uniqueName();
        String group = make("{\"name\":\"" + name + "\",\"query\":{\"device_type\":\"" + type + "\"}}");

        assertThat(registry.get(GROUPS + "/" + group, ADMIN)
                        .body()
                        .path("device_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(registry.post(GROUPS + "/" + group + "/devices", "{\"device_ids\":[1]}", ADMIN)
                        .status())
                .isEqualTo(409);
        Answer byName = registry.post(
                "/api/v1/mqtt/fleet/" + name.replace(" ", "%20") + "/command", "{\"command\":\"c\"}", ADMIN);
        assertThat(byName.body().path("count").asInt()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoGroup() throws Exception {
        String name = RegistryClient.uniqueName();
        make("{\"name\":\"" + name + "\"}");

        assertThat(registry.post(GROUPS, "{\"name\":\"" + name + "\"}", ADMIN).status())
                .isEqualTo(409);
        assertThat(registry.post(GROUPS, "{}", ADMIN).status()).isEqualTo(400);
        assertThat(registry.post(GROUPS, "{\"name\":\"x\",\"query\":{}}", ADMIN).status())
                .isEqualTo(400);
        assertThat(registry.post(GROUPS, "{\"name\":\"x\",\"query\":{\"typ\":\"a\"}}", ADMIN)
                        .status())
                .isEqualTo(400);
        assertThat(registry.get(GROUPS).status()).isEqualTo(401);
        assertThat(registry.get(GROUPS, device.credential()).status()).isEqualTo(403);
        assertThat(registry.post(GROUPS + "/999999/control", "{\"command\":\"c\"}", ADMIN)
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\" | string | \"a\"",
                "12 | integer | 12",
                "\"12\" | integer | 12",
                "1.50 | float | 1.50",
                "123456789012345678901234567890 | integer | 123456789012345678901234567890",
                "true | boolean | true",
                "\"false\" | boolean | false",
                "{\"a\":[1,2.0]} | json | {\"a\":[1,2.0]}"
            })
    void givesAValueBackAsItCame(String value, String dataType, String stored) throws Exception {
        Answer set = configure(value, dataType);

        JsonNode read =
                registry.get("/api/v1/devices/config", device.credential()).body();
        assertThat(set.status()).isEqualTo(200);
        assertThat(read.path("status").asText()).isEqualTo("success");
        assertThat(read.path("device_id").asText()).isEqualTo(device.id());
        assertThat(read.at("/configuration/k/version").asInt()).isPositive();
        assertThat(read.at("/configuration/k/updated_at").isTextual()).isTrue();
        assertThat(read.path("configuration").path("k").path("data_type").asText())
                .isEqualTo(dataType);
        assertThat(registry.getText("/api/v1/devices/config", device.credential()))
                .contains("\"value\":" + stored + ",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"a\" | integer", "1.5 | integer", "1 | string", "\"yes\" | boolean", "\"{\" | json", "1 | number"
            })
    void refusesAValueThatDoesNotFit(String value, String dataType) throws Exception {
        assertThat(configure(value, dataType).status()).isEqualTo(400);
    }

    @Test
    void countsTheVersionUpAndShowsItToTheSessionService() throws Exception {
        configure("1", "integer");
        configure("2", "integer");

        JsonNode read = registry.get("/internal/devices/" + device.id() + "/configuration", SERVICE)
                .body();

        assertThat(read.path("version").asInt()).isEqualTo(2);
        assertThat(read.path("configuration").path("k").path("value").asInt()).isEqualTo(2);
        assertThat(registry.get("/internal/devices/" + device.id() + "/configuration")
                        .status())
                .isEqualTo(403);
        assertThat(registry.get("/internal/devices/999999999/configuration", SERVICE)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void letsADeviceDescribeItselfAndSwitchItselfOff() throws Exception {
        String config = "/api/v1/devices/config";
        assertThat(registry.put(config, "{\"status\":\"asleep\"}", device.credential())
                        .status())
                .isEqualTo(400);
        assertThat(registry.put(config, "x", "X-API-Key", device.key(), "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);

        Answer changed = registry.put(config, "{\"location\":\"roof\",\"status\":\"inactive\"}", device.credential());

        assertThat(changed.body().path("device").path("location").asText()).isEqualTo("roof");
        assertThat(changed.body().path("device").path("status").asText()).isEqualTo("inactive");
        assertThat(registry.get(device.path("/status")).body().path("status").asText())
                .isEqualTo("inactive");
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(
                                registry.get(config, device.credential()).status())
                        .isEqualTo(403));
    }

    private Answer configure(String value, String dataType) throws Exception {
        String body = "{\"config_key\":\"k\",\"config_value\":" + value + ",\"data_type\":\"" + dataType + "\"}";
        return registry.post("/api/v1/devices/config", body, device.credential());
    }

    private String make(String group) throws Exception {
        return registry.post(GROUPS, group, ADMIN)
                .body()
                .path("group")
                .path("id")
                .asText();
    }
}
