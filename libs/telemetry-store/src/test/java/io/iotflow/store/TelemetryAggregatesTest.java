package io.iotflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.TimeRange;
import io.iotflow.store.TelemetryAggregates.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real IoTDB. */
class TelemetryAggregatesTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:00:00Z");
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int MOST_VALUES = 1000;
    private static final int FIELDS = 20;
    private static final List<FieldValue> OF_EVERY_LANE = List.of(
            new NumberValue(1.5),
            new TextValue("x"),
            new BooleanValue(true),
            new IntegerValue(9_007_199_254_740_995L),
            new JsonValue("{}"));

    private final DeviceId device = new DeviceId(ThreadLocalRandom.current().nextLong(1, 1L << 40));
    private WriterAndReader services;
    private TelemetryAggregates aggregates;

    @BeforeEach
    void connect() throws Exception {
        services = WriterAndReader.connect();
        aggregates =
                new TelemetryAggregates(services.reading(), new ExistingSeries(services.reading(), new KnownSeries()));
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void countsTheFirstValueOfATypeThatAFieldHadNot() {
        for (int field = 0; field < FIELDS; field++) {
            for (int lane = 0; lane < OF_EVERY_LANE.size(); lane++) {
                write(TIME.plusMillis(lane), "field" + field, OF_EVERY_LANE.get(lane));

                assertThat(count("field" + field)).as("field %d", field).isEqualTo(lane + 1L);
            }
        }
    }

    @Test
    void sumsUpBothKindsOfNumbers() {
        write(TIME, "value", new NumberValue(0.5));
        assertThat(sum()).isEqualTo(new NumberValue(0.5));

        write(TIME.plusMillis(1), "value", new IntegerValue(9_007_199_254_740_995L));
        write(TIME.plusMillis(2), "value", new NumberValue(0.5));

        assertThat(sum()).isEqualTo(new IntegerValue(9_007_199_254_740_996L));
    }

    @Test
    void countsWhatSomebodyElseWroteIntoTheStore() {
        services.writeBesides(device, TIME, 1.5);

        assertThat(count("value")).isEqualTo(1);
    }

    @Test
    void hasNoWindowOfAFieldThatNobodySent() {
        write(TIME, "value", new NumberValue(1));

        assertThat(windows("other", AggregateFunction.COUNT)).isEmpty();
        assertThat(windows("other", AggregateFunction.COUNT)).isEmpty();
    }

    private long count(String field) {
        return windows(field, AggregateFunction.COUNT).firstEntry().getValue().count();
    }

    private FieldValue sum() {
        return windows("value", AggregateFunction.SUM)
                .firstEntry()
                .getValue()
                .value(AggregateFunction.SUM)
                .orElseThrow();
    }

    private NavigableMap<Long, WindowPart> windows(String field, AggregateFunction function) {
        TimeRange hour = new TimeRange(TIME, TIME.plusMillis(HOUR - 1));
        return aggregates
                .windows(device, new Question(field, function, hour, HOUR, MOST_VALUES))
                .await()
                .atMost(WriterAndReader.PATIENCE)
                .orElseThrow();
    }

    private void write(Instant at, String field, FieldValue value) {
        services.write(device, at, field, value);
    }
}
