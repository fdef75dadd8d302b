package io.iotflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.domain.TimeRange;
import io.iotflow.local.home.PortName;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.store.TelemetryReader.Order;
import io.iotflow.store.TelemetryReader.Selection;
import io.iotflow.testing.RealInfrastructure;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real IoTDB. */
class StoreRoundTripTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DeviceId device = new DeviceId(ThreadLocalRandom.current().nextLong(1, 1L << 40));
    private StoreCalls calls;
    private TelemetryWriter writer;
    private TelemetryReader reader;

    @BeforeEach
    void connect() throws Exception {
        StackFacts facts = RealInfrastructure.get();
        open(facts.port(PortName.IOTDB), facts);
    }

    private void open(int port, StackFacts facts) {
        StoreSettings settings = new Settings(port, facts.iotdbUser(), facts.iotdbPassword());
        calls = new StoreCalls(settings);
        writer = new TelemetryWriter(calls, settings, new SeriesVersions(new SecureRandom()));
        reader = new TelemetryReader(calls, new ExistingSeries(calls, new KnownSeries()));
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void givesBackEveryTypeAndEveryNameAsTheyCame() {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        fields.put("temperature", new NumberValue(21.5));
        fields.put("exact", new IntegerValue(9_007_199_254_740_995L));
        fields.put("on", new BooleanValue(true));
        fields.put("mode", new TextValue("eco'; drop database root.iotflow"));
        fields.put("position", new JsonValue("{\"x\":[1,2]}"));
        fields.put("Bob's \"<pump>\" `ä`.b", new NumberValue(1));
        fields.put("Temperature", new NumberValue(-0.0));
        Reading reading = new Reading(device, TIME, fields, Map.of("site", new TextValue("A")));

        assertThat(write(reading)).containsExactly(new Stored());

        assertThat(read(TIME, TIME)).containsExactly(reading);
    }

    @Test
    void keepsAFieldWhoseTypeChanges() {
        Reading number = one(TIME, "value", new NumberValue(1));
        Reading text = one(TIME.plusMillis(1), "value", new TextValue("one"));

        assertThat(write(number, text)).containsExactly(new Stored(), new Stored());

        assertThat(read(TIME, TIME.plusMillis(1))).containsExactly(number, text);
    }

    @Test
    void storesARedeliveredReadingOnce() {
        Reading reading = one(TIME, "value", new NumberValue(1));

        write(reading, reading);
        write(reading);

        assertThat(reader.count(device, new TimeRange(TIME, TIME)).await().atMost(PATIENCE))
                .isEqualTo(1);
    }

    @Test
    void countsTheSameInAnyNumberOfParts() {
        Instant own = TIME.plusMillis(device.value());
        write(one(own, "value", new NumberValue(1)));
        TimeRange range = new TimeRange(own, own);

        for (int digits = 0; digits <= 2; digits++) {
            List<String> parts = DevicePath.parts(digits);
            assertThat(calls.run(sessions -> ReadingCount.of(sessions, parts, range))
                            .await()
                            .atMost(PATIENCE))
                    .as("%d digits", digits)
                    .isEqualTo(1);
        }
        assertThat(reader.countAll(range).await().atMost(PATIENCE)).isEqualTo(1);
    }

    @Test
    void saysThatTheStoreIsNotThere() throws Exception {
        close();
        open(1, RealInfrastructure.get());

        List<ReadingOutcome> outcomes = write(one(TIME, "value", new NumberValue(1)));

        assertThat(outcomes).hasSize(1).allMatch(StoreUnavailable.class::isInstance);
    }

    private Reading one(Instant time, String field, FieldValue value) {
        return new Reading(device, time, Map.of(field, value), Map.of());
    }

    private List<ReadingOutcome> write(Reading... readings) {
        return writer.write(List.of(readings)).await().atMost(PATIENCE);
    }

    private List<Reading> read(Instant start, Instant end) {
        return reader.read(device, new Selection(new TimeRange(start, end), List.of(), Order.OLDEST_FIRST, 100))
                .await()
                .atMost(PATIENCE);
    }

    /** The settings of one store. */
    record Settings(int port, String username, String password) implements StoreSettings {
        @Override
        public List<String> host() {
            return List.of("127.0.0.1");
        }

        @Override
        public int connections() {
            return 2;
        }

        @Override
        public int mostOpen() {
            return 256;
        }

        @Override
        public Duration callTimeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration retryIn() {
            return Duration.ofSeconds(2);
        }

        @Override
        public int fetchSize() {
            return 1000;
        }
    }
}
