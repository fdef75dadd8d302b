package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.registry.RegistryClient.Answer;
import io.iotflow.registry.RegistryClient.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What section 1 of the HTTP contract asks of every endpoint, asked of every row of section 2. */
@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class EveryEndpointTest {

    private static final String UNKNOWN_COMMAND = "00000000-0000-4000-8000-000000000000";
    private static final String WRONG_KEY = "x".repeat(32);

    /** Who is let in: anyone, the device of the path, a viewer, or an operator. */
    private enum Caller {
        ANYONE,
        DEVICE,
        OPERATOR
    }

    /** {@code {d}} stands for the device, {@code {g}} for a group. */
    private record Endpoint(String method, String path, Caller caller) {

        boolean takesBody() {
            return !method.equals("GET")
                    && !path.endsWith("/heartbeat")
                    && !path.matches(".*/devices/\\{d}")
                    && !toString().equals("DELETE /api/v1/groups/{g}");
        }

        boolean isOfAnyDevice() {
            return path.contains("{d}") && caller != Caller.DEVICE;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("POST", "/api/v1/devices/register", Caller.ANYONE),
            new Endpoint("POST", "/api/v1/devices/register/batch", Caller.OPERATOR),
            new Endpoint("GET", "/api/v1/devices/status", Caller.DEVICE),
            new Endpoint("GET", "/api/v1/devices/{d}/status", Caller.ANYONE),
            new Endpoint("GET", "/api/v1/devices/statuses", Caller.ANYONE),
            new Endpoint("POST", "/api/v1/devices/heartbeat", Caller.DEVICE),
            new Endpoint("PUT", "/api/v1/devices/config", Caller.DEVICE),
            new Endpoint("GET", "/api/v1/devices/config", Caller.DEVICE),
            new Endpoint("POST", "/api/v1/devices/config", Caller.DEVICE),
            new Endpoint("GET", "/api/v1/devices/mqtt-credentials", Caller.DEVICE),
            new Endpoint("POST", "/api/v1/devices/{d}/control", Caller.OPERATOR),
            new Endpoint("GET", "/api/v1/devices/{d}/control", Caller.OPERATOR),
            new Endpoint("GET", "/api/v1/devices/{d}/control/pending", Caller.DEVICE),
            new Endpoint("POST", "/api/v1/devices/{d}/control/" + UNKNOWN_COMMAND + "/status", Caller.DEVICE),
            new Endpoint("GET", "/api/v1/groups", Caller.OPERATOR),
            new Endpoint("POST", "/api/v1/groups", Caller.OPERATOR),
            new Endpoint("GET", "/api/v1/groups/{g}", Caller.OPERATOR),
            new Endpoint("PUT", "/api/v1/groups/{g}", Caller.OPERATOR),
            new Endpoint("DELETE", "/api/v1/groups/{g}", Caller.OPERATOR),
            new Endpoint("GET", "/api/v1/groups/{g}/devices", Caller.OPERATOR),
            new Endpoint("POST", "/api/v1/groups/{g}/devices", Caller.OPERATOR),
            new Endpoint("DELETE", "/api/v1/groups/{g}/devices", Caller.OPERATOR),
            new Endpoint("PUT", "/api/v1/groups/{g}/devices/{d}", Caller.OPERATOR),
            new Endpoint("DELETE", "/api/v1/groups/{g}/devices/{d}", Caller.OPERATOR),
            new Endpoint("POST", "/api/v1/groups/{g}/control", Caller.OPERATOR),
            new Endpoint("POST", "/api/v1/mqtt/device/{d}/command", Caller.OPERATOR),
            new Endpoint("POST", "/api/v1/mqtt/fleet/{g}/command", Caller.OPERATOR));

    private final RegistryClient registry = new RegistryClient();
    private TestDevice device = new TestDevice("", "", "");
    private String group = "";

    @BeforeEach
    void register() throws Exception {
        device = registry.register();
        group = registry.post("/api/v1/groups", "{\"name\":\"" + RegistryClient.uniqueName() + "\"}", ADMIN)
                .body()
                .at("/group/id")
                .asText();
    }

    static Stream<Arguments> all() {
        return ENDPOINTS.stream().map(Arguments::of);
    }

    static Stream<Arguments> withCaller() {
        return ENDPOINTS.stream()
                .filter(endpoint -> endpoint.caller() != Caller.ANYONE)
                .map(Arguments::of);
    }

    static Stream<Arguments> withBody() {
        return ENDPOINTS.stream().filter(Endpoint::takesBody).map(Arguments::of);
    }

    static Stream<Arguments> withId() {
        return ENDPOINTS.stream()
                .filter(endpoint -> endpoint.isOfAnyDevice() || endpoint.path().contains("{g}"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("withCaller")
    void refusesWhoHasNoCredentialOrAWrongOne(Endpoint endpoint) throws Exception {
        Answer nobody = send(endpoint, "{}");
        Answer wrongKey = send(endpoint, "{}", "X-API-Key", WRONG_KEY);
        Answer wrongToken = send(endpoint, "{}", "Authorization", "admin wrong");

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(wrongKey.status()).isEqualTo(401);
        assertThat(wrongToken.status()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(described(wrongKey)).isEqualTo(described(wrongToken));
    }

    @ParameterizedTest
    @MethodSource("withCaller")
    void refusesWhoIsKnownAndMayNot(Endpoint endpoint) throws Exception {
        String[] other = endpoint.caller() == Caller.DEVICE ? ADMIN : device.credential();

        assertThat(send(endpoint, "{}", other).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysWhichMethodsThereAre(Endpoint endpoint) throws Exception {
        Answer answer = registry.send("PATCH", path(endpoint), "{}", ADMIN);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(Arrays.asList(answer.headers().firstValue("Allow").orElse("").split(", ")))
                .contains(endpoint.method());
        assertThat(answer.body().path("type").asText()).contains("method-not-allowed");
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void refusesABodyThatIsNoJson(Endpoint endpoint) throws Exception {
        Answer malformed = send(endpoint, "{\"a\":", credential(endpoint));
        Answer text = send(endpoint, "a", with(credential(endpoint), "Content-Type", "text/plain"));

        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.body().path("type").asText()).contains("malformed");
        assertThat(text.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void refusesABodyThatIsTooLarge(Endpoint endpoint) throws Exception {
        int limit = endpoint.path().endsWith("/batch") ? 4 * 1024 * 1024 : 16 * 1024;

        assertThat(send(endpoint, " ".repeat(limit + 1), credential(endpoint)).status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @MethodSource("withId")
    void doesNotKnowWhatIsNotThere(Endpoint endpoint) throws Exception {
        String body = "{\"command\":\"c\",\"name\":\"n\",\"device_ids\":[1]}";
        for (String id : List.of("999999999", "0", "-1", "x", "1e3", "99999999999999999999")) {
            String path = endpoint.path().contains("{g}")
                    ? endpoint.path().replace("{g}", id).replace("{d}", device.id())
                    : endpoint.path().replace("{d}", id);

            Answer answer =
                    registry.send(endpoint.method(), path, endpoint.takesBody() ? body : "", credential(endpoint));

            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body().path("title").asText()).endsWith("not found");
        }
    }

    @Test
    void describesAnErrorAsTheContractSays() throws Exception {
        Answer answer = registry.get("/api/v1/devices/999999999/status", "X-Request-ID", "my.request-1");

        JsonNode problem = answer.body();
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("X-Request-ID")).contains("my.request-1");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(problem.path("request_id").asText()).isEqualTo("my.request-1");
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("type").asText()).endsWith("#not-found");
        assertThat(problem.path("instance").asText()).isEqualTo("/api/v1/devices/999999999/status");
        assertThat(problem.path("error")).isEqualTo(problem.path("title"));
        assertThat(problem.path("message")).isEqualTo(problem.path("detail"));
        assertThat(registry.get("/api/v1/devices/statuses", "X-Request-ID", "no id")
                        .headers()
                        .firstValue("X-Request-ID")
                        .orElse(""))
                .matches("[0-9a-f]{16}");
        assertThat(registry.get("/api/v1/devices/statuses", "Accept", "text/csv")
                        .status())
                .isEqualTo(406);
        assertThat(registry.get("/api/v1/devices/1/nothing").status()).isEqualTo(404);
    }

    private String[] credential(Endpoint endpoint) {
        return endpoint.caller() == Caller.DEVICE ? device.credential() : ADMIN;
    }

    private Answer send(Endpoint endpoint, String body, String... headers) throws Exception {
        return registry.send(endpoint.method(), path(endpoint), endpoint.takesBody() ? body : "", headers);
    }

    private String path(Endpoint endpoint) {
        return endpoint.path().replace("{d}", device.id()).replace("{g}", group);
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.concat(Arrays.stream(headers), Arrays.stream(more)).toArray(String[]::new);
    }

    private static List<String> described(Answer refusal) {
        return List.of(
                refusal.body().path("title").asText(),
                refusal.body().path("detail").asText());
    }
}
