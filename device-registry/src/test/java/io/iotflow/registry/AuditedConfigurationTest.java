package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The configuration of a device, as operators set it over the real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class AuditedConfigurationTest {

    private static final int AT_ONCE = 24;

    private final RegistryClient registry = new RegistryClient();

    @Test
    void whatWasBeforeIsWhatTheChangeBeforeLeftAlsoWhenManyChangeAtOnce() throws Exception {
        String device = registry.register().id();
        String path = "/internal/devices/" + device + "/configurations";

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> changes = IntStream.rangeClosed(1, AT_ONCE)
                    .<Callable<Integer>>mapToObj(value -> () ->
                            registry.post(path, body("level", value), ADMIN).status())
                    .toList();
            for (var change : threads.invokeAll(changes)) {
                assertThat(change.get()).isEqualTo(200);
            }
        }

        List<JsonNode> entries = newestFirst(device);
        assertThat(entries).hasSize(AT_ONCE);
        for (int index = 0; index + 1 < AT_ONCE; index++) {
            assertThat(entries.get(index).at("/details/before"))
                    .isEqualTo(entries.get(index + 1).at("/details/after"));
        }
        assertThat(entries.getLast().path("details").has("before")).isFalse();
    }

    @Test
    void anOperatorReadsAndSetsWhatTheDeviceIsTold() throws Exception {
        String device = registry.register().id();
        String path = "/internal/devices/" + device + "/configurations";

        JsonNode set = registry.post(path, body("level", 7), ADMIN).body();

        assertThat(set.path("version").asLong()).isEqualTo(1);
        assertThat(set.at("/configurations/level/value").asInt()).isEqualTo(7);
        assertThat(registry.get(path, ADMIN).body()).isEqualTo(set);
        assertThat(registry.post(path, "{}", ADMIN).status()).isEqualTo(400);
        assertThat(registry.get("/internal/devices/999999999/configurations", ADMIN)
                        .status())
                .isEqualTo(404);
        assertThat(registry.post("/internal/devices/999999999/configurations", body("level", 7), ADMIN)
                        .status())
                .isEqualTo(404);
        assertThat(registry.get(path).status()).isEqualTo(401);
    }

    private List<JsonNode> newestFirst(String device) throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        registry.get("/internal/audit?object_type=device&object_id=" + device, ADMIN)
                .body()
                .path("audit")
                .forEach(entries::add);
        return entries.stream()
                .filter(entry -> entry.path("action").asText().equals("device.configuration.set"))
                .toList();
    }

    private static String body(String key, int value) {
        return "{\"config_key\":\"" + key + "\",\"config_value\":" + value + "}";
    }
}
