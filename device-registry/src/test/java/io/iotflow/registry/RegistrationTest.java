package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.registry.RegistryClient.Answer;
import io.iotflow.registry.RegistryClient.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class RegistrationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGISTER = "/api/v1/devices/register";
    private static final String BATCH = REGISTER + "/batch";

    private final RegistryClient registry = new RegistryClient();

    @Test
    void takesEveryNameAndGivesItBackAsItWas() throws Exception {
        String name = "Bob's \"<pump>\"; DROP TABLE " + RegistryClient.uniqueName() + " ä日🚀";

        TestDevice device = registry.register(name, "pump");

        Answer status = registry.get(device.path("/status"));
        assertThat(status.body().path("name").asText()).isEqualTo(name);
        assertThat(device.key()).matches("[A-Za-z0-9]{32}");
    }

    @Test
    void refusesANameThatIsTakenAndWhatIsNoDevice() throws Exception {
        TestDevice device = registry.register();
        Answer taken = registry.post(REGISTER, row(device.name()));

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body().path("error").asText()).isEqualTo("Device name already exists");
        assertThat(registry.post(REGISTER, "{}").body().path("violations")).hasSize(2);
        assertThat(registry.post(REGISTER, "{\"name\":").status()).isEqualTo(400);
        assertThat(registry.post(REGISTER, "{} x").status()).isEqualTo(400);
        assertThat(registry.post(REGISTER, "{\"name\":\"a\\u0000\",\"device_type\":\"t\"}")
                        .status())
                .isEqualTo(400);
        assertThat(registry.post(REGISTER, "{\"name\":\"a\\ud800\",\"device_type\":\"t\"}")
                        .status())
                .isEqualTo(400);
        assertThat(registry.post(REGISTER, "x", "Content-Type", "text/plain").status())
                .isEqualTo(415);
        assertThat(registry.post(REGISTER, row("x".repeat(101))).status()).isEqualTo(400);
        assertThat(registry.post(REGISTER, row("")).status()).isEqualTo(400);
        assertThat(registry.post(REGISTER, " ".repeat(17_000)).status()).isEqualTo(413);
        assertThat(registry.get(REGISTER).status()).isEqualTo(405);
    }

    @Test
    void letsOneOfFiftyHaveAName() {
        String body = row(RegistryClient.uniqueName());

        List<CompletableFuture<Answer>> answers = IntStream.range(0, 50)
                .mapToObj(_ -> registry.sendAsync("POST", REGISTER, body))
                .toList();

        List<Integer> statuses =
                answers.stream().map(answer -> answer.join().status()).toList();
        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    }

    @Test
    void registersABatchOnceHoweverOftenItComes() throws Exception {
        TestDevice other = registry.register();
        String first = RegistryClient.uniqueName();
        String body = "[" + row(first) + ",{\"name\":1},7," + row(first) + ",{\"name\":\"" + other.name()
                + "\",\"device_type\":\"another\"}]";

        JsonNode once = registry.post(BATCH, body, ADMIN).body().path("results");
        Answer twice = registry.post(BATCH, body, "X-Provisioning-Key", RegistryOnRealParts.PROVISIONING_KEY);

        assertThat(statuses(once)).containsExactly(201, 400, 400, 409, 409);
        assertThat(once.get(0).path("device").path("api_key").asText()).hasSize(32);
        assertThat(twice.status()).isEqualTo(207);
        assertThat(statuses(twice.body().path("results"))).containsExactly(200, 400, 400, 409, 409);
        assertThat(twice.body().path("results").get(0).path("device").has("api_key"))
                .isFalse();
        assertThat(twice.body().path("results").get(0).path("device").path("id"))
                .isEqualTo(once.get(0).path("device").path("id"));
    }

    @Test
    void readsCsvWithQuotesAndTags() throws Exception {
        String name = RegistryClient.uniqueName();
        String csv = "name,device_type,description,tags.site\r\n\"" + name + ", \"\"hot\"\"\",pump,\"two\nlines\",A\r\n"
                + name + ",,,\r\n";

        Answer answer = registry.post(BATCH, csv, "Authorization", "admin abc", "Content-Type", "text/csv");

        JsonNode results = answer.body().path("results");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(statuses(results)).containsExactly(201, 400);
        JsonNode device = results.get(0).path("device");
        assertThat(device.path("name").asText()).isEqualTo(name + ", \"hot\"");
        assertThat(device.path("description").asText()).isEqualTo("two\nlines");
        assertThat(device.path("tags").path("site").asText()).isEqualTo("A");
    }

    @Test
    void refusesABatchThatIsNoneOrTooLargeAndWhoMayNot() throws Exception {
        assertThat(registry.post(BATCH, "[]", ADMIN).status()).isEqualTo(400);
        assertThat(registry.post(BATCH, "{}", ADMIN).status()).isEqualTo(400);
        assertThat(registry.post(BATCH, "[" + "1,".repeat(1000) + "1]", ADMIN).status())
                .isEqualTo(400);
        assertThat(registry.post(BATCH, "[" + row("x") + "]").status()).isEqualTo(401);
        assertThat(registry.post(BATCH, "[1]", registry.register().credential()).status())
                .isEqualTo(403);
        assertThat(registry.post(BATCH, "x", "Authorization", "admin abc", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
    }

    private static List<Integer> statuses(JsonNode results) {
        return IntStream.range(0, results.size())
                .mapToObj(i -> results.get(i).path("status").asInt())
                .toList();
    }

    private static String row(String name) {
        return JSON.createObjectNode()
                .put("name", name)
                .put("device_type", "sensor")
                .toString();
    }
}
