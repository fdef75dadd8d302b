package io.iotflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.local.home.PortName;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.testing.RealInfrastructure;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.tsfile.enums.TSDataType;

/** At the real IoTDB: who writes and who reads are apart, as two services are. */
record WriterAndReader(StoreCalls writing, StoreCalls reading, TelemetryWriter writer) implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    static WriterAndReader connect() throws Exception {
        StackFacts facts = RealInfrastructure.get();
        StoreSettings settings =
                new StoreRoundTripTest.Settings(facts.port(PortName.IOTDB), facts.iotdbUser(), facts.iotdbPassword());
        StoreCalls writing = new StoreCalls(settings);
        return new WriterAndReader(
                writing,
                new StoreCalls(settings),
                new TelemetryWriter(writing, settings, new SeriesVersions(new SecureRandom())));
    }

    void write(DeviceId device, Instant at, String field, FieldValue value) {
        Reading one = new Reading(device, at, Map.of(field, value), Map.of());
        assertThat(writer.write(List.of(one)).await().atMost(PATIENCE)).containsExactly(Stored.INSTANCE);
    }

    /** A number {@code value}, by somebody who tells nobody of it. */
    void writeBesides(DeviceId device, Instant at, double value) {
        writing.run(sessions -> {
                    sessions.insertAlignedRecord(
                            DevicePath.of(device),
                            at.toEpochMilli(),
                            List.of("n_value"),
                            List.of(TSDataType.DOUBLE),
                            List.of((Object) value));
                    return true;
                })
                .await()
                .atMost(PATIENCE);
    }

    @Override
    public void close() {
        writing.close();
        reading.close();
    }
}
