package io.iotflow.ingest.watch;

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
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.iotflow.ingest.watch.TypeDrift.Drift;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredReadingsTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final TypeDrift drift = new TypeDrift(TestWatch.SMALL, Clock.fixed(NOW, ZoneOffset.UTC), registry);
    private final List<Reading> watched = new ArrayList<>();
    private final StoredReadings readings =
            new StoredReadings(drift, new RepeatedTimes(TestWatch.SMALL, registry), watched::addAll);
    private long millis = NOW.toEpochMilli();

    @Test
    void listsAFieldThatChangesItsTypeOnceForEachDevice() {
        store(1, "mode", new NumberValue(1));
        store(1, "mode", new TextValue("eco"));
        store(1, "mode", new NumberValue(2));
        store(2, "mode", new BooleanValue(true));
        store(2, "mode", new JsonValue("[]"));

        assertThat(drift.drifts())
                .containsExactly(new Drift(
                        "mode", Set.of(ValueKind.NUMBER, ValueKind.TEXT, ValueKind.BOOLEAN, ValueKind.JSON), NOW, 2));
        assertThat(count("iotflow.ingest.drift")).isEqualTo(2);
    }

    @Test
    void seesNoDriftBetweenNumbersAndLargeIntegersNorBetweenDevices() {
        store(1, "count", new NumberValue(1));
        store(1, "count", new IntegerValue(Long.MAX_VALUE));
        store(2, "count", new TextValue("one"));
        // The 32-bit hashes of these two names are the same.
        store(3, "AaAa", new NumberValue(1));
        store(3, "BBBB", new TextValue("x"));

        assertThat(drift.drifts()).isEmpty();
    }

    @Test
    void listsAsManyFieldsAndDevicesAsItMayAndCountsTheRest() {
        for (long device = 1; device <= 5; device++) {
            for (String field : List.of("a", "b", "c")) {
                store(device, field, new NumberValue(1));
                store(device, field, new TextValue("x"));
            }
        }

        assertThat(drift.drifts()).extracting(Drift::field).containsExactly("a", "b");
        assertThat(drift.drifts()).extracting(Drift::devices).containsOnly(3);
        assertThat(count("iotflow.ingest.drift")).isEqualTo(15);
    }

    @Test
    void looksOnlyAtWhatWasStored() {
        store(1, "a", new NumberValue(1));

        readings.look(List.of(reading(1, "a", new TextValue("x"))), List.of(new Refused("any", "any")));

        assertThat(drift.drifts()).isEmpty();
    }

    @Test
    void countsReadingsOfOneDeviceAtOneTime() {
        Reading first = reading(1, "a", new NumberValue(1));
        Reading ofAnother = new Reading(new DeviceId(2), first.timestamp(), first.fields(), Map.of());

        readings.look(List.of(first, ofAnother, first), List.of(stored(), stored(), stored()));

        assertThat(count("iotflow.ingest.times.repeated")).isEqualTo(1);
    }

    @Test
    void handsToWatchersWhatTheStoreHasAndNothingElse() {
        Reading taken = reading(1, "a", new NumberValue(1));
        Reading refused = reading(2, "a", new NumberValue(1));

        readings.look(List.of(taken, refused), List.of(stored(), new Refused("any", "any")));

        assertThat(watched).containsExactly(taken);
    }

    private void store(long device, String field, FieldValue value) {
        readings.look(List.of(reading(device, field, value)), List.of(stored()));
    }

    private Reading reading(long device, String field, FieldValue value) {
        return new Reading(new DeviceId(device), Instant.ofEpochMilli(millis++), Map.of(field, value), Map.of());
    }

    private static ReadingOutcome stored() {
        return Stored.INSTANCE;
    }

    private double count(String name) {
        return registry.counter(name).count();
    }
}
