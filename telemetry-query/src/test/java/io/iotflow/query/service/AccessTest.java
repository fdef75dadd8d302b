package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read what, over real HTTP. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class AccessTest {

    private static final Map<String, String> DEVICE_SEVEN = Map.of("X-API-Key", EveryDevice.KEY_OF_SEVEN);
    private static final Map<String, String> OPERATOR = Map.of("Authorization", "admin test");

    private final TelemetryWriter writer;
    private Calls calls;

    @TestHTTPResource
    URI service = URI.create("/");

    AccessTest(TelemetryWriter writer) {
        this.writer = writer;
        this.calls = new Calls(service, writer);
    }

    @BeforeEach
    void callTheService() {
        calls = new Calls(service, writer);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /latest",
        "GET, /aggregated?field=t",
        "GET, /fields",
        "GET, /export",
        "GET, /stream",
        "DELETE, ?start_time=-1h&stop_time=now",
    })
    void anotherDevicesKeyIsForbiddenAndNobodyIsNotFound(String method, String path) throws Exception {
        assertThat(status(method, "/8" + path, DEVICE_SEVEN)).isEqualTo(403);
        assertThat(status(method, "/" + EveryDevice.NOBODY + path, OPERATOR)).isEqualTo(404);
        assertThat(status(method, "/" + EveryDevice.NOBODY + path, Map.of())).isEqualTo(401);
        assertThat(status(method, "/7" + path, Map.of("X-API-Key", "w".repeat(32))))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/aggregated?field=t&device_ids=", "/stream?device_ids="})
    void questionsForSeveralAreForOperators(String path) throws Exception {
        assertThat(status("GET", path + "7", DEVICE_SEVEN)).isEqualTo(403);
        assertThat(status("GET", path + "7," + EveryDevice.NOBODY, OPERATOR)).isEqualTo(404);
        assertThat(status("GET", path + "7", Map.of())).isEqualTo(401);
    }

    @Test
    void aDeviceReadsItsOwn() throws Exception {
        for (String path :
                new String[] {"/7", "/7/aggregated?field=t", "/7/fields", "/7/export", "/../devices/telemetry"}) {
            assertThat(status("GET", path, DEVICE_SEVEN)).as(path).isEqualTo(200);
        }
        assertThat(status("DELETE", "/7?start_time=-1h&stop_time=now", DEVICE_SEVEN))
                .isEqualTo(403);
        assertThat(status("GET", "/../devices/telemetry", OPERATOR)).isEqualTo(403);
    }

    private int status(String method, String path, Map<String, String> headers) throws Exception {
        return calls.send(calls.request(path, headers).method(method, HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }
}
