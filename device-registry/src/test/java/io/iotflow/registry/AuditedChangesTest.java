package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static io.iotflow.registry.RegistryClient.uniqueName;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.registry.RegistryClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What an operator makes or removes is in the audit, with what it was and is. */
@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class AuditedChangesTest {

    private static final String REGISTER = "/api/v1/devices/register";

    private final RegistryClient registry = new RegistryClient();

    @Test
    void aDeviceThatAnOperatorRegistersAndRemoves() throws Exception {
        String name = uniqueName();
        String id = register(name, ADMIN).body().at("/device/id").asText();
        registry.delete("/internal/devices/" + id, ADMIN);

        JsonNode audit = audit("device", id);
        assertThat(audit).hasSize(2);
        assertThat(audit.at("/1/action").asText()).isEqualTo("device.register");
        assertThat(audit.at("/1/actor").asText()).isEqualTo("admin");
        assertThat(audit.at("/1/details/after/name").asText()).isEqualTo(name);
        assertThat(audit.at("/0/action").asText()).isEqualTo("device.delete");
        assertThat(audit.at("/0/details/before/name").asText()).isEqualTo(name);
        assertThat(audit.at("/0/details/before/status").asText()).isEqualTo("active");
    }

    @Test
    void aDeviceThatRegistersItselfIsNobodysChange() throws Exception {
        String id = register(uniqueName()).body().at("/device/id").asText();
        Answer other = register(uniqueName(), "Authorization", "Bearer of-somebody-else");

        assertThat(audit("device", id)).isEmpty();
        assertThat(other.status()).as("registration is open here").isEqualTo(201);
        assertThat(audit("device", other.body().at("/device/id").asText())).isEmpty();
    }

    @Test
    void aBatchIsOneEntryWithItsDevices() throws Exception {
        String first = uniqueName();
        JsonNode results = registry.post(
                        REGISTER + "/batch",
                        "[{\"name\":\"%s\",\"device_type\":\"a\"},{\"name\":\"%s\",\"device_type\":\"a\"}]"
                                .formatted(first, uniqueName()),
                        ADMIN)
                .body()
                .path("results");

        JsonNode newest = audit("device", "many").path(0);
        assertThat(newest.path("action").asText()).isEqualTo("device.register");
        assertThat(newest.at("/details/after/device_ids/0").asLong())
                .isEqualTo(results.at("/0/device/id").asLong());
        assertThat(newest.at("/details/after/device_ids/1").asLong())
                .isEqualTo(results.at("/1/device/id").asLong());
    }

    @Test
    void aGroupWithWhatItWasAndIs() throws Exception {
        String name = uniqueName();
        String body = "{\"name\":\"%s\",\"query\":{\"device_type\":\"boiler\"}}".formatted(name);
        String id = registry.post("/api/v1/groups", body, ADMIN)
                .body()
                .at("/group/id")
                .asText();
        registry.put("/api/v1/groups/" + id, "{\"query\":{\"device_type\":\"pump\"}}", ADMIN);
        registry.delete("/api/v1/groups/" + id, ADMIN);

        JsonNode audit = audit("group", id);
        assertThat(audit).hasSize(3);
        assertThat(audit.at("/2/details/after/query/device_type").asText()).isEqualTo("boiler");
        assertThat(audit.at("/1/details/before/query/device_type").asText()).isEqualTo("boiler");
        assertThat(audit.at("/1/details/after/query/device_type").asText()).isEqualTo("pump");
        assertThat(audit.at("/0/details/before/name").asText()).isEqualTo(name);
    }

    private Answer register(String name, String... headers) throws Exception {
        return registry.post(REGISTER, "{\"name\":\"" + name + "\",\"device_type\":\"sensor\"}", headers);
    }

    private JsonNode audit(String type, String id) throws Exception {
        return registry.get("/internal/audit?object_type=" + type + "&object_id=" + id, ADMIN)
                .body()
                .path("audit");
    }
}
