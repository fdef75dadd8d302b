package io.iotflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.TimeRange;
import io.iotflow.store.TelemetryReader.Order;
import io.iotflow.store.TelemetryReader.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real IoTDB. */
class TelemetryReaderTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:00:00Z");
    private static final TimeRange HOUR = new TimeRange(TIME, TIME.plus(Duration.ofHours(1)));
    private static final int NEW_FIELDS = 50;
    private static final int MOST = 1000;

    private final DeviceId device = new DeviceId(ThreadLocalRandom.current().nextLong(1, 1L << 40));
    private WriterAndReader services;
    private TelemetryReader reader;

    @BeforeEach
    void connect() throws Exception {
        services = WriterAndReader.connect();
        reader = new TelemetryReader(services.reading(), new ExistingSeries(services.reading(), new KnownSeries()));
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void hasEveryNewFieldInTheNextAnswer() {
        for (int field = 0; field < NEW_FIELDS; field++) {
            write(TIME, "field" + field, new NumberValue(field));

            assertThat(read(List.of()).getFirst().fields())
                    .as("field %d", field)
                    .hasSize(field + 1);
            assertThat(read(List.of("field" + field)).getFirst().fields())
                    .containsExactly(Map.entry("field" + field, new NumberValue(field)));
        }
    }

    @Test
    void hasTheFirstValueOfATypeThatAFieldHadNot() {
        write(TIME, "mode", new NumberValue(1));
        assertThat(read(List.of("mode"))).hasSize(1);

        write(TIME.plusMillis(1), "mode", new TextValue("eco"));

        assertThat(read(List.of("mode")))
                .extracting(reading -> reading.fields().get("mode"))
                .containsExactly(new NumberValue(1), new TextValue("eco"));
    }

    @Test
    void hasNothingOfAFieldThatNobodySent() {
        write(TIME, "value", new NumberValue(1));

        assertThat(read(List.of("other"))).isEmpty();
        assertThat(read(List.of("other"))).isEmpty();
        assertThat(read(List.of("other", "value"))).hasSize(1);
    }

    @Test
    void hasWhatSomebodyElseWroteIntoTheStore() {
        services.writeBesides(device, TIME, 1.5);

        assertThat(read(List.of()).getFirst().fields()).containsEntry("value", new NumberValue(1.5));
    }

    @Test
    void hasNothingOfADeviceThatHasSentNothing() {
        assertThat(read(List.of())).isEmpty();
        assertThat(read(List.of("value"))).isEmpty();
    }

    private List<Reading> read(List<String> fields) {
        return reader.read(device, new Selection(HOUR, fields, Order.OLDEST_FIRST, MOST))
                .await()
                .atMost(WriterAndReader.PATIENCE);
    }

    private void write(Instant at, String field, FieldValue value) {
        services.write(device, at, field, value);
    }
}
