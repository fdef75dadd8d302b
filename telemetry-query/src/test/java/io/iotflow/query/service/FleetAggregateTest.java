package io.iotflow.query.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.store.TelemetryWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of several devices, over real HTTP from the real IoTDB. */
@QuarkusTest
@QuarkusTestResource(RealStore.class)
class FleetAggregateTest {

    private final TelemetryWriter writer;
    private final KnownFleet fleet;
    private final long device = ThreadLocalRandom.current().nextLong(1000, 1L << 40);
    private Calls calls;

    @TestHTTPResource
    URI service = URI.create("/");

    FleetAggregateTest(TelemetryWriter writer, KnownFleet fleet) {
        this.writer = writer;
        this.fleet = fleet;
        this.calls = new Calls(service, writer);
    }

    @BeforeEach
    void callTheService() {
        calls = new Calls(service, writer);
    }

    @Test
    void sumsUpSeveralDevicesEachAndTogether() throws Exception {
        long first = device + 1;
        calls.write(Calls.reading(first, 0, Map.of("t", 1.0)), Calls.reading(first, 1, Map.of("t", 2.0)));
        calls.write(Calls.reading(device, 0, Map.of("t", 9.0)));
        String question = "/aggregated?field=t&aggregation=mean&device_ids=" + first + "," + device + "&" + Calls.DAY;

        assertThat(calls.get(question + "&by=device").findValuesAsText("value")).containsExactly("1.5", "9");
        assertThat(calls.get(question + "&by=all").findValuesAsText("value")).containsExactly("4");
        fleet.group("both", new DeviceId(first), new DeviceId(device));
        fleet.type("second", new DeviceId(device));
        String all = "/aggregated?field=t&aggregation=sum&by=all&" + Calls.DAY;
        assertThat(calls.get(all + "&group=both").findValuesAsText("value")).containsExactly("12");
        assertThat(calls.get(all + "&device_type=second").findValuesAsText("value"))
                .containsExactly("9");
    }

    @ParameterizedTest
    @CsvSource({
        "group=unknown, 404, Group not found",
        "device_ids=404, 404, Device not found",
        "device_ids=x, 400, device_ids",
        "device_ids=1&group=a, 400, only one",
        "by=device, 400, is needed",
        "device_ids=1&by=none, 400, by",
        "device_ids=1&fill=zero, 400, fill",
    })
    void saysWhatIsWrongWithAQuestionForSeveral(String parameters, int status, String words) throws Exception {
        HttpResponse<String> answer = calls.send("GET", "/aggregated?field=t&" + parameters);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void aFleetWithTooManyWindowsIsToldTheBound() throws Exception {
        fleet.group(
                "crowd", LongStream.rangeClosed(1, 100).mapToObj(DeviceId::new).toArray(DeviceId[]::new));
        HttpResponse<String> answer = calls.send("GET", "/aggregated?field=t&group=crowd&window=1m&start_time=-6d");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("at most 200000", "start_time and end_time");
    }
}
