package io.iotflow.ingest.watch;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints what it costs to look at a stored reading of five fields; run it by hand. */
final class CostOfALook {

    private static final int ROUNDS = 300;

    private CostOfALook() {}

    public static void main(String[] arguments) {
        measure("1 000 devices", 1_000);
        measure("100 000 devices", 100_000);
    }

    private static void measure(String label, int devices) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WatchSettings settings = new TestWatch(1 << 20, 1 << 18, 1000, 10_000);
        TypeDrift drift = new TypeDrift(settings, Clock.systemUTC(), registry);
        StoredReadings watch = new StoredReadings(drift, new RepeatedTimes(settings, registry), _ -> {});
        List<Reading> readings = readings(devices);
        List<ReadingOutcome> outcomes =
                readings.stream().<ReadingOutcome>map(_ -> Stored.INSTANCE).toList();
        int rounds = Math.max(5, ROUNDS * 1_000 / devices);
        for (int run = 0; run < 4; run++) {
            long start = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                watch.look(readings, outcomes);
            }
            long nanos = System.nanoTime() - start;
            System.out.printf(
                    "%s: %.1f ns for a reading (%d drifts)%n",
                    label, (double) nanos / rounds / devices, drift.drifts().size());
        }
    }

    private static List<Reading> readings(int devices) {
        List<Reading> readings = new ArrayList<>();
        for (int device = 1; device <= devices; device++) {
            Map<String, FieldValue> fields = new LinkedHashMap<>();
            for (String name : List.of("temperature", "humidity", "pressure", "battery", "signal")) {
                fields.put(name, new NumberValue(device));
            }
            readings.add(new Reading(new DeviceId(device), Instant.ofEpochMilli(device), fields, Map.of()));
        }
        return readings;
    }
}
