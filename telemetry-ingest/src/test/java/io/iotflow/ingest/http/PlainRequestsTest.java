package io.iotflow.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainRequestsTest {

    private static final int LARGEST_BODY = 65_536;

    private final PlainRequests plain = new PlainRequests(LARGEST_BODY);

    @Test
    void whatDevicesSendAllDayIsPlain() {
        assertThat(plain.isPlain(usual())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type | application/json; charset=utf-8",
                "Accept | */*",
                "Accept | application/json",
                "User-Agent | pump/1.0",
                "Content-Length | 0",
                "Content-Length | 65536"
            })
    void thisChangesNothing(String header, String value) {
        assertThat(plain.isPlain(usual().set(header, value))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type | text/plain",
                "Content-Type | application/x-ndjson",
                "Content-Type | application/json; charset=latin1",
                "Accept | text/html",
                "Content-Length | 65537",
                "Content-Length | 99999999999",
                "Content-Length | -1",
                "Content-Encoding | gzip",
                "Transfer-Encoding | chunked",
                "Expect | 100-continue",
                "Prefer | respond-async",
                "Authorization | Bearer somebody",
                "Cookie | session=somebody"
            })
    void thisWantsMoreThanThat(String header, String value) {
        assertThat(plain.isPlain(usual().set(header, value))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"X-API-Key", "Content-Type", "Content-Length"})
    void thisIsNeeded(String header) {
        assertThat(plain.isPlain(usual().remove(header))).isFalse();
    }

    private static MultiMap usual() {
        return MultiMap.caseInsensitiveMultiMap()
                .set("X-API-Key", "k".repeat(32))
                .set("Content-Type", "application/json")
                .set("Content-Length", "57");
    }
}
