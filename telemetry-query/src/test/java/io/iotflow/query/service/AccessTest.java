package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read what, over real HTTP. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class AccessTest {

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
    @ValueSource(strings = {"", "/latest", "/aggregated?field=t", "/fields", "/export"})
    void anotherDevicesKeyIsForbiddenAndNobodyIsNotFound(String path) throws Exception {
        assertThat(calls.send(calls.request("/8" + path, Map.of("X-API-Key", EveryDevice.KEY_OF_SEVEN)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(calls.send("GET", "/" + EveryDevice.NOBODY + path).statusCode())
                .isEqualTo(404);
    }
}
