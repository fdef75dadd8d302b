package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.registry.RegistryClient.Answer;
import io.iotflow.registry.RegistryClient.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long and how many members of requests may be: what just fits is taken and comes back, one more is refused. */
@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class BoundsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGISTER = "/api/v1/devices/register";
    private static final String GROUPS = "/api/v1/groups";

    /** One character that is two in Java and four bytes in UTF-8. */
    private static final String CHARACTER = "🚀";

    private final RegistryClient registry = new RegistryClient();
    private TestDevice device = new TestDevice("", "", "");

    @BeforeEach
    void register() throws Exception {
        device = registry.register();
    }

    @ParameterizedTest
    @CsvSource({
        "device_type,50",
        "description,2000",
        "location,200",
        "firmware_version,50",
        "hardware_version,50",
        "user_id,64"
    })
    void ofADevicesMembersAreCharacters(String member, int most) throws Exception {
        Answer fits = registry.post(
                REGISTER, device().put(member, CHARACTER.repeat(most)).toString());
        Answer longer = registry.post(
                REGISTER, device().put(member, CHARACTER.repeat(most + 1)).toString());

        assertThat(fits.status()).isEqualTo(201);
        assertThat(fits.body().at("/device/" + member).asText()).isEqualTo(CHARACTER.repeat(most));
        assertThat(longer.status()).isEqualTo(400);
        assertThat(longer.body().at("/violations/0/field").asText()).isEqualTo(member);
    }

    @Test
    void ofTagsAreThirtyTwo() throws Exception {
        assertThat(registry.post(REGISTER, tagged(32)).body().at("/device/tags"))
                .hasSize(32);
        assertThat(registry.post(REGISTER, tagged(33)).status()).isEqualTo(400);
        assertThat(registry.post(REGISTER, device().put("tags", "a").toString()).status())
                .isEqualTo(400);
    }

    @Test
    void doNotKeepOutMembersThatNobodyKnows() throws Exception {
        Answer answer = registry.post(REGISTER, device().put("colour", "red").toString());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("device").has("colour")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"command\":\"c\",\"expires_in\":2592001}",
                "{\"command\":\"c\",\"expires_in\":1.5}",
                "{\"command\":\"c\",\"expires_in\":\"1\"}",
                "{\"command\":\"\"}",
                "{\"command\":7}"
            })
    void ofCommandsAreHeld(String command) throws Exception {
        assertThat(registry.post(device.path("/control"), command, ADMIN).status())
                .isEqualTo(400);
    }

    @Test
    void ofADevicesAnswerToACommandAreHeld() throws Exception {
        String id = registry.post(device.path("/control"), "{\"command\":\"c\",\"expires_in\":2592000}", ADMIN)
                .body()
                .path("command_id")
                .asText();
        String path = device.path("/control/" + id + "/status");
        for (String wrong : List.of("{}", "{\"status\":\"sent\"}", "{\"status\":\"completed\",\"result\":7}")) {
            assertThat(registry.post(path, wrong, device.credential()).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        TestDevice other = registry.register();
        assertThat(registry.post(path, "{\"status\":\"completed\"}", other.credential())
                        .status())
                .isEqualTo(403);
        Answer waited = registry.get(other.path("/control/pending?wait=1"), other.credential());
        assertThat(waited.status()).isEqualTo(200);
        assertThat(waited.body()).isEmpty();
    }

    @Test
    void ofAConfigurationAreHeld() throws Exception {
        String config = "/api/v1/devices/config";
        for (String wrong : List.of(
                "{\"config_value\":1}",
                "{\"config_key\":\"k\"}",
                "{\"config_key\":\"" + "k".repeat(129) + "\",\"config_value\":1}")) {
            assertThat(registry.post(config, wrong, device.credential()).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        for (int i = 0; i < RegistryOnRealParts.MOST_VALUES; i++) {
            assertThat(registry.post(config, value(i), device.credential()).status())
                    .isEqualTo(200);
        }
        assertThat(registry.post(config, value(0), device.credential()).status())
                .isEqualTo(200);
        assertThat(registry.post(config, value(RegistryOnRealParts.MOST_VALUES), device.credential())
                        .status())
                .isEqualTo(409);
    }

    @Test
    void ofGroupsAreHeld() throws Exception {
        for (String wrong : List.of(
                "{\"name\":\"" + "n".repeat(101) + "\"}",
                "{\"name\":\"n\",\"description\":\"" + "d".repeat(2001) + "\"}",
                "{\"name\":\"n\",\"color\":\"" + "c".repeat(33) + "\"}",
                "{\"name\":\"n\",\"query\":{\"status\":\"asleep\"}}")) {
            assertThat(registry.post(GROUPS, wrong, ADMIN).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void letDevicesBeAddedAndRemovedTogether() throws Exception {
        String name = RegistryClient.uniqueName();
        String group = GROUPS + "/"
                + registry.post(GROUPS, "{\"name\":\"" + name + "\"}", ADMIN)
                        .body()
                        .at("/group/id")
                        .asText();
        TestDevice other = registry.register();
        String both = "{\"device_ids\":[" + device.id() + "," + other.id() + "]}";

        Answer changed = registry.put(group, "{\"name\":\"" + name + " x\",\"color\":\"red\"}", ADMIN);
        Answer added = registry.post(group + "/devices", both, ADMIN);
        Answer again = registry.post(group + "/devices", both, ADMIN);
        Answer page = registry.get(group + "/devices?limit=1&offset=1", ADMIN);
        Answer removed = registry.send("DELETE", group + "/devices", both, ADMIN);

        assertThat(changed.body().at("/group/name").asText()).isEqualTo(name + " x");
        assertThat(changed.body().at("/group/color").asText()).isEqualTo("red");
        assertThat(added.body().path("added").asInt()).isEqualTo(2);
        assertThat(again.body().path("added").asInt()).isZero();
        assertThat(page.body().at("/meta/total").asInt()).isEqualTo(2);
        assertThat(page.body().at("/devices/0/id").asText()).isEqualTo(other.id());
        assertThat(removed.body().path("removed").asInt()).isEqualTo(2);
        assertThat(registry.post(group + "/devices", "{\"device_ids\":[\"x\"]}", ADMIN)
                        .status())
                .isEqualTo(400);
        assertThat(registry.put(group, "{\"query\":{\"device_type\":\"t\"}}", ADMIN)
                        .status())
                .isEqualTo(400);
    }

    private static ObjectNode device() {
        return JSON.createObjectNode().put("name", RegistryClient.uniqueName()).put("device_type", "sensor");
    }

    private static String tagged(int tags) {
        ObjectNode device = device();
        for (int i = 0; i < tags; i++) {
            device.withObjectProperty("tags").put("tag " + i, "value");
        }
        return device.toString();
    }

    private static String value(int number) {
        return "{\"config_key\":\"k" + number + "\",\"config_value\":" + number + "}";
    }
}
