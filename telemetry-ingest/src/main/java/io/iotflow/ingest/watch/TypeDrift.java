package io.iotflow.ingest.watch;

import io.iotflow.domain.FieldValue;
import io.iotflow.domain.Reading;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices fields that change their type, since this replica started. Nothing is lost by a change, as each type has a
 * lane of its own in the store; but whoever reads the field may want to know. Any thread.
 */
@Singleton
final class TypeDrift {

    /**
     * A field that has changed its type.
     *
     * @param types all that the devices with a change have sent
     * @param firstTime when the first change was noticed
     * @param devices how many have changed it, up to {@code iotflow.watch.most-listed-devices}
     */
    record Drift(String field, Set<ValueKind> types, Instant firstTime, int devices) {}

    private final KindsSeen seen;
    private final Map<String, DriftOfField> listed = new ConcurrentHashMap<>();
    private final WatchSettings settings;
    private final Clock clock;
    private final Counter changes;

    TypeDrift(WatchSettings settings, Clock clock, MeterRegistry registry) {
        this.seen = new KindsSeen(settings.rememberedFields());
        this.settings = settings;
        this.clock = clock;
        this.changes = registry.counter("iotflow.ingest.drift");
    }

    void stored(Reading reading) {
        long device = reading.device().value();
        for (Map.Entry<String, FieldValue> field : reading.fields().entrySet()) {
            String name = field.getKey();
            int kinds = seen.note(Hashes.of(device, name), ValueKind.of(field.getValue()));
            if (kinds != 0) {
                changed(device, name, kinds);
            }
        }
    }

    /** The first to drift first. */
    List<Drift> drifts() {
        return listed.entrySet().stream()
                .map(field -> field.getValue().read(field.getKey()))
                .sorted(Comparator.comparing(Drift::firstTime).thenComparing(Drift::field))
                .toList();
    }

    private void changed(long device, String name, int kinds) {
        changes.increment();
        if (listed.containsKey(name) || listed.size() < settings.mostListedFields()) {
            listed.computeIfAbsent(name, _ -> new DriftOfField(clock.instant()))
                    .add(device, ValueKind.ofBits(kinds), settings.mostListedDevices());
        }
    }

    /** What is known of one field. */
    private static final class DriftOfField {

        private final Instant firstTime;
        private final Set<ValueKind> types = EnumSet.noneOf(ValueKind.class);
        private final Set<Long> devices = new HashSet<>();

        private DriftOfField(Instant firstTime) {
            this.firstTime = firstTime;
        }

        private synchronized void add(long device, Set<ValueKind> kinds, int mostDevices) {
            types.addAll(kinds);
            if (devices.size() < mostDevices) {
                devices.add(device);
            }
        }

        private synchronized Drift read(String field) {
            return new Drift(field, EnumSet.copyOf(types), firstTime, devices.size());
        }
    }
}
