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

@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class AdministrationTest {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final RegistryClient registry = new RegistryClient();
    private TestDevice device = new TestDevice("", "", "");

    @BeforeEach
    void registerADevice() throws Exception {
        device = registry.register();
    }

    @Test
    void endsTheOldKeyWithinASecond() throws Exception {
        assertThat(ownStatus(device.key())).isEqualTo(200);

        Answer rotated = registry.post(internal("/api-keys"), "", ADMIN);

        assertThat(rotated.status()).isEqualTo(201);
        await().atMost(ONE_SECOND)
                .untilAsserted(() -> assertThat(ownStatus(device.key())).isEqualTo(401));
        assertThat(ownStatus(rotated.body().path("api_key").asText())).isEqualTo(200);
    }

    @Test
    void keepsTheOldKeyForAsLongAsIsSaidAndSeveralAtOnce() throws Exception {
        String second = registry.post(internal("/api-keys?grace=1h"), "", ADMIN)
                .body()
                .path("api_key")
                .asText();
        String third = registry.post(internal("/api-keys?grace=unchanged"), "", ADMIN)
                .body()
                .path("api_key")
                .asText();

        assertThat(ownStatus(device.key())).isEqualTo(200);
        assertThat(ownStatus(second)).isEqualTo(200);
        assertThat(ownStatus(third)).isEqualTo(200);
        JsonNode keys = registry.get(internal("/api-keys"), ADMIN).body().path("api_keys");
        assertThat(keys).hasSize(3);
        assertThat(keys.get(2).path("expires_at").isNull()).isFalse();
        assertThat(keys.get(1).path("expires_at").isNull()).isTrue();
        assertThat(keys.toString()).doesNotContain(second).doesNotContain("sha");
        assertThat(registry.post(internal("/api-keys?grace=x"), "", ADMIN).status())
                .isEqualTo(400);
    }

    @Test
    void revokesOneKeyWithinASecond() throws Exception {
        String second = registry.post(internal("/api-keys?grace=unchanged"), "", ADMIN)
                .body()
                .path("api_key")
                .asText();
        assertThat(ownStatus(device.key())).isEqualTo(200);
        String id = registry.get(internal("/api-keys"), ADMIN)
                .body()
                .path("api_keys")
                .get(1)
                .path("id")
                .asText();

        assertThat(registry.delete(internal("/api-keys/" + id), ADMIN).status()).isEqualTo(204);

        await().atMost(ONE_SECOND)
                .untilAsserted(() -> assertThat(ownStatus(device.key())).isEqualTo(401));
        assertThat(ownStatus(second)).isEqualTo(200);
        assertThat(registry.delete(internal("/api-keys/" + id), ADMIN).status()).isEqualTo(404);
    }

    @Test
    void countsTheUsesOfAKeyAndTellsTheLast() throws Exception {
        assertThat(ownStatus(device.key())).isEqualTo(200);
        assertThat(ownStatus(device.key())).isEqualTo(200);
        assertThat(ownStatus(device.key())).isEqualTo(200);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode key = registry.get(internal("/api-keys"), ADMIN).body().at("/api_keys/0");
            assertThat(key.path("use_count").asLong()).isEqualTo(3);
            assertThat(key.path("last_used_at").isTextual()).isTrue();
        });
    }

    @Test
    void saysWhichMethodsAPathWithAParameterHas() throws Exception {
        Answer deleted = registry.delete(device.path("/status"));

        assertThat(deleted.status()).isEqualTo(405);
        assertThat(deleted.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(registry.get("/internal/devices/" + device.id() + "/nothing", ADMIN)
                        .status())
                .isEqualTo(404);
        assertThat(registry.get("/api/v1/devices/999999999/status").status()).isEqualTo(404);
    }

    @Test
    void refusesADeviceInMaintenanceWhateverItDoes() throws Exception {
        registry.put(internal("/status"), "{\"status\":\"maintenance\"}", ADMIN);

        await().atMost(ONE_SECOND)
                .untilAsserted(() -> assertThat(ownStatus(device.key())).isEqualTo(403));
        Answer heartbeat = registry.post("/api/v1/devices/heartbeat", "", device.credential());
        assertThat(heartbeat.status()).isEqualTo(403);
        assertThat(heartbeat.body().path("message").asText()).isEqualTo("Device is currently maintenance");
        assertThat(registry.get(device.path("/status")).body().path("status").asText())
                .isEqualTo("maintenance");
    }

    @Test
    void listsByEveryFilter() throws Exception {
        String type = "t" + UUID.randomUUID().toString().substring(0, 8);
        TestDevice one = registry.register(type + " 100%_one", type);
        TestDevice two = registry.register(type + " two", type);
        registry.put("/internal/devices/" + one.id(), "{\"tags\":{\"site\":\"" + type + "\"}}", ADMIN);
        registry.post("/api/v1/devices/heartbeat", "", two.credential());

        assertThat(ids("device_type=" + type)).isEqualTo(one.id() + "," + two.id());
        assertThat(ids("device_type=" + type + "&sort=newest")).isEqualTo(two.id() + "," + one.id());
        assertThat(ids("tag=site%3D" + type)).isEqualTo(one.id());
        assertThat(ids("search=" + type.toUpperCase(java.util.Locale.ROOT) + "%20100%25_"))
                .isEqualTo(one.id());
        assertThat(ids("device_type=" + type + "&status=inactive")).isEmpty();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(ids("device_type=" + type + "&online=true")).isEqualTo(two.id());
            assertThat(ids("device_type=" + type + "&online=false")).isEqualTo(one.id());
        });
        assertThat(registry.get("/internal/devices?online=x", ADMIN).status()).isEqualTo(400);
        assertThat(registry.get("/internal/devices?search=%00", ADMIN).status()).isEqualTo(400);
        assertThat(registry.get("/internal/devices?limit=501", ADMIN).status()).isEqualTo(400);
    }

    @Test
    void listsTheDevicesOfAGroup() throws Exception {
        String type = "t" + UUID.randomUUID();
        TestDevice one = registry.register(type + " one", type);
        TestDevice two = registry.register(type + " two", type);
        registry.put("/internal/devices/" + two.id() + "/status", "{\"status\":\"inactive\"}", ADMIN);
        String fixed = "fixed" + type;
        String group = registry.post("/api/v1/groups", "{\"name\":\"" + fixed + "\"}", ADMIN)
                .body()
                .at("/group/id")
                .asText();
        registry.put("/api/v1/groups/" + group + "/devices/" + one.id(), "", ADMIN);
        String dynamic = "dynamic" + type;
        String query = "{\"device_type\":\"" + type + "\",\"status\":\"inactive\"}";
        registry.post("/api/v1/groups", "{\"name\":\"" + dynamic + "\",\"query\":" + query + "}", ADMIN);

        assertThat(ids("group=" + fixed)).isEqualTo(one.id());
        assertThat(ids("group=" + fixed + "&status=inactive")).isEmpty();
        assertThat(ids("group=" + dynamic)).isEqualTo(two.id());
        assertThat(ids("group=" + dynamic + "&status=active")).isEmpty();
        assertThat(ids("group=" + dynamic + "&online=false&device_type=" + type))
                .isEqualTo(two.id());
        assertThat(ids("group=nobody" + type)).isEmpty();
    }

    @Test
    void describesADeviceAndRemovesItForGood() throws Exception {
        Answer changed = registry.put(internal(""), "{\"name\":\"" + device.name() + " x\"}", ADMIN);
        assertThat(changed.body().path("device").path("name").asText()).isEqualTo(device.name() + " x");
        String taken = registry.register().name();
        assertThat(registry.put(internal(""), "{\"name\":\"" + taken + "\"}", ADMIN)
                        .status())
                .isEqualTo(409);

        assertThat(registry.delete(internal(""), ADMIN).status()).isEqualTo(204);

        await().atMost(ONE_SECOND)
                .untilAsserted(() -> assertThat(ownStatus(device.key())).isEqualTo(401));
        assertThat(registry.delete(internal(""), ADMIN).status()).isEqualTo(404);
        assertThat(Long.parseLong(registry.register().id())).isGreaterThan(Long.parseLong(device.id()));
        JsonNode audit = registry.get("/internal/audit?object_type=device&object_id=" + device.id(), ADMIN)
                .body();
        assertThat(audit.path("audit").get(0).path("action").asText()).isEqualTo("device.delete");
        assertThat(audit.path("audit").get(0).path("actor").asText()).isEqualTo("admin");
        assertThat(audit.at("/audit/1/details/name/from").asText()).isEqualTo(device.name());
        assertThat(audit.at("/audit/1/details/name/to").asText()).isEqualTo(device.name() + " x");
    }

    @Test
    void answersTheBrokerInItsForm() throws Exception {
        assertThat(auth(device.id(), device.key())).isEqualTo("allow");
        assertThat(auth(device.id(), "x".repeat(32))).isEqualTo("deny");
        assertThat(auth("999999999", device.key())).isEqualTo("deny");
        assertThat(acl("publish", "telemetry")).isEqualTo("allow");
        assertThat(acl("subscribe", "commands/#")).isEqualTo("allow");
        assertThat(acl("publish", "commands/control")).isEqualTo("deny");
        assertThat(acl("subscribe", "telemetry")).isEqualTo("deny");
        assertThat(registry.post("/internal/mqtt/auth", "{}").status()).isEqualTo(403);
    }

    private String auth(String user, String key) throws Exception {
        String body = "{\"username\":\"" + user + "\",\"password\":\"" + key + "\",\"clientid\":\"c\"}";
        return registry.post("/internal/mqtt/auth", body, SERVICE)
                .body()
                .path("result")
                .asText();
    }

    private String acl(String action, String path) throws Exception {
        String body = "{\"username\":\"" + device.id() + "\",\"action\":\"" + action + "\",\"topic\":\"iotflow/devices/"
                + device.id() + "/" + path + "\"}";
        return registry.post("/internal/mqtt/acl", body, SERVICE)
                .body()
                .path("result")
                .asText();
    }

    private String ids(String query) throws Exception {
        JsonNode devices =
                registry.get("/internal/devices?" + query, ADMIN).body().path("devices");
        return String.join(",", devices.findValuesAsText("id"));
    }

    private int ownStatus(String key) throws Exception {
        return registry.get("/api/v1/devices/config", "X-API-Key", key).status();
    }

    private String internal(String rest) {
        return "/internal/devices/" + device.id() + rest;
    }
}
