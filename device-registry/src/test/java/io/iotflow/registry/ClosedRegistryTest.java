package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.registry.RegistryClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A registry that is open to nobody, as in production, with the usual limit on registration. */
@QuarkusTest
@TestProfile(ClosedRegistryTest.Closed.class)
class ClosedRegistryTest {

    private static final String REGISTER = "/api/v1/devices/register";
    private static final String STATUSES = "/api/v1/devices/statuses";
    private static final String[] KEY = {"X-Provisioning-Key", RegistryOnRealParts.PROVISIONING_KEY};

    /** Starts the registry anew, with other settings. */
    public static final class Closed implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RegistryOnRealParts.class, Map.of("closed", "true")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    private final RegistryClient registry = new RegistryClient();

    @Test
    void registersThoseWhoHoldTheProvisioningKeyAndNotMoreThanTheLimit() throws Exception {
        assertThat(registry.post(REGISTER, device(), from("192.0.2.1")).status())
                .isEqualTo(401);
        assertThat(registry.post(REGISTER, device(), from("192.0.2.1", "X-Provisioning-Key", "abd"))
                        .status())
                .isEqualTo(401);
        assertThat(registry.post(REGISTER, device(), from("192.0.2.1", "Authorization", "admin abc"))
                        .status())
                .isEqualTo(401);

        for (int i = 0; i < 10; i++) {
            assertThat(registry.post(REGISTER, device(), from("192.0.2.2", KEY)).status())
                    .isEqualTo(201);
        }
        Answer refused = registry.post(REGISTER, device(), from("192.0.2.2", KEY));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body().path("limit").asInt()).isEqualTo(10);
        assertThat(refused.body().path("window").asInt()).isEqualTo(300);
    }

    @Test
    void tellsStatusesToDevicesAndOperatorsOnly() throws Exception {
        Answer registered = registry.post(REGISTER, device(), from("192.0.2.3", KEY));
        String id = registered.body().at("/device/id").asText();
        String key = registered.body().at("/device/api_key").asText();
        for (String path : List.of(STATUSES, "/api/v1/devices/" + id + "/status")) {
            assertThat(registry.get(path).status()).isEqualTo(401);
            assertThat(registry.get(path, "X-API-Key", "x".repeat(32)).status()).isEqualTo(401);
            assertThat(registry.get(path, "X-API-Key", key).status()).isEqualTo(200);
            assertThat(registry.get(path, ADMIN).status()).isEqualTo(200);
        }
    }

    private static String device() {
        return "{\"name\":\"" + RegistryClient.uniqueName() + "\",\"device_type\":\"sensor\"}";
    }

    /** As the gateway beside the registry says it. */
    private static String[] from(String address, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "X-Forwarded-For";
        all[1] = address;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }
}
