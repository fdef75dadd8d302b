package io.iotflow.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.problem.AllowedMethods.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedMethodsTest {

    private final AllowedMethods allowed = new AllowedMethods(() -> List.of(
            Endpoint.of("POST", "/api/v1/telemetry"),
            Endpoint.of("GET", "/api/v1/telemetry/{id:\\d+}"),
            Endpoint.of("DELETE", "/api/v1/telemetry/{device}"),
            Endpoint.of("GET", "/api/v1/telemetry/{id:\\d+}/latest")));

    @Test
    void namesTheMethodsOfAPath() {
        assertThat(allowed.at("/api/v1/telemetry")).containsExactly("OPTIONS", "POST");
    }

    @Test
    void joinsTheMethodsOfAllEndpointsThatAnswerThePath() {
        assertThat(allowed.at("/api/v1/telemetry/7")).containsExactly("DELETE", "GET", "HEAD", "OPTIONS");
        assertThat(allowed.at("/api/v1/telemetry/batch")).containsExactly("DELETE", "OPTIONS");
    }
}
