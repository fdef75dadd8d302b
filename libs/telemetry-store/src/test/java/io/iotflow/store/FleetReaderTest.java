package io.iotflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.domain.TimeRange;
import io.iotflow.local.home.PortName;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.store.LatestValues.TimedValue;
import io.iotflow.testing.RealInfrastructure;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real IoTDB. */
class FleetReaderTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FIELD = "Bob's \"<pump>\" ä.b";

    private final long first = ThreadLocalRandom.current().nextLong(1, 1L << 40);
    private final List<DeviceId> devices = List.of(id(0), id(1), id(2));
    private StoreCalls calls;
    private FleetReader reader;

    @BeforeEach
    void writeOfTwoDevicesOfThree() throws Exception {
        StackFacts facts = RealInfrastructure.get();
        StoreSettings settings =
                new StoreRoundTripTest.Settings(facts.port(PortName.IOTDB), facts.iotdbUser(), facts.iotdbPassword());
        calls = new StoreCalls(settings);
        reader = new FleetReader(calls);
        List<Reading> readings = List.of(
                reading(0, 0, Map.of(FIELD, new NumberValue(20))),
                reading(0, 60, Map.of(FIELD, new NumberValue(26.5))),
                reading(0, 90, Map.of("other", new TextValue("x"))),
                reading(1, 0, Map.of(FIELD, new NumberValue(5))),
                reading(1, 30, Map.of(FIELD, new TextValue("off"))));
        TelemetryWriter writer = new TelemetryWriter(calls, settings, new SeriesVersions(new SecureRandom()));
        assertThat(writer.write(readings).await().atMost(PATIENCE)).allMatch(Stored.class::isInstance);
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void givesTheNewestOfAFieldOfEachDeviceThatHasIt() {
        Map<DeviceId, TimedValue> newest =
                reader.newest(devices, Optional.of(FIELD)).await().atMost(PATIENCE);

        assertThat(newest)
                .isEqualTo(Map.of(
                        id(0), new TimedValue(new NumberValue(26.5), TIME.plusSeconds(60)),
                        id(1), new TimedValue(new TextValue("off"), TIME.plusSeconds(30))));
    }

    @Test
    void givesTheNewestOfAnyField() {
        Map<DeviceId, TimedValue> newest =
                reader.newest(devices, Optional.empty()).await().atMost(PATIENCE);

        assertThat(newest.get(id(0))).isEqualTo(new TimedValue(new TextValue("x"), TIME.plusSeconds(90)));
        assertThat(newest).containsOnlyKeys(id(0), id(1));
    }

    @Test
    void saysByHowMuchAFieldChangedInASpan() {
        TimeRange span = new TimeRange(TIME, TIME.plusSeconds(3600));

        assertThat(reader.changes(devices, FIELD, span).await().atMost(PATIENCE))
                .isEqualTo(Map.of(id(0), 6.5, id(1), 0.0));
        assertThat(reader.changes(devices, "unknown", span).await().atMost(PATIENCE))
                .isEmpty();
        assertThat(reader.changes(List.of(id(2)), FIELD, span).await().atMost(PATIENCE))
                .isEmpty();
    }

    private DeviceId id(int number) {
        return new DeviceId(first + number);
    }

    private Reading reading(int device, long seconds, Map<String, FieldValue> fields) {
        return new Reading(id(device), TIME.plusSeconds(seconds), fields, Map.of());
    }
}
