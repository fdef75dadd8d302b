package io.iotflow.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.admin.console.RelayTable.Upstream;
import org.junit.jupiter.api.Test;

class RelayTableTest {

    @Test
    void knowsWhoAnswersThePages() {
        assertThat(RelayTable.upstream("GET", "/api/v1/telemetry/7/stream")).contains(Upstream.QUERY);
        assertThat(RelayTable.upstream("GET", "/api/v1/telemetry/rejects")).contains(Upstream.INGEST);
        assertThat(RelayTable.upstream("POST", "/api/v1/devices/7/control")).contains(Upstream.REGISTRY);
        assertThat(RelayTable.upstream("GET", "/api/v1/groups/7/devices")).contains(Upstream.REGISTRY);
    }

    @Test
    void passesNothingElseOn() {
        assertThat(RelayTable.upstream("GET", "/internal/backup")).isEmpty();
        assertThat(RelayTable.upstream("GET", "/internal/devices")).isEmpty();
        assertThat(RelayTable.upstream("DELETE", "/api/v1/telemetry/7")).isEmpty();
        assertThat(RelayTable.upstream("GET", "/api/v1/groups/7/../../../internal/backup"))
                .isEmpty();
        assertThat(RelayTable.upstream("GET", "/api/v1/groups/%2e%2e/backup")).isEmpty();
        assertThat(RelayTable.upstream("POST", "/api/v1/telemetry")).isEmpty();
    }
}
