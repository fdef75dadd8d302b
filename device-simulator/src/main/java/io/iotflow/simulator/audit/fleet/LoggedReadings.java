package io.iotflow.simulator.audit.fleet;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a {@link FleetLog} says, by device and time. In memory: about a hundred bytes a reading. */
public final class LoggedReadings {

    /**
     * A reading that was sent.
     *
     * @param valuesHash of its values as they were sent
     * @param sentAt in milliseconds since 1970
     * @param waitedMillis from sending to the acknowledgement; 0 without one
     */
    record Logged(long valuesHash, long sentAt, boolean acknowledged, long waitedMillis) {}

    private final Map<Long, Map<Long, Logged>> byDevice = new HashMap<>();

    private LoggedReadings() {}

    /** Reads a log to its end. */
    public static LoggedReadings read(Path log) throws IOException {
        LoggedReadings readings = new LoggedReadings();
        long records = Files.size(log) / FleetLog.RECORD_BYTES;
        try (DataInputStream source = new DataInputStream(new BufferedInputStream(Files.newInputStream(log)))) {
            boolean more = true;
            for (long i = 0; i < records && more; i++) {
                more = readings.add(source);
            }
        }
        return readings;
    }

    private boolean add(DataInputStream source) throws IOException {
        long kind = source.readLong();
        long device = source.readLong();
        long time = source.readLong();
        long valuesHash = source.readLong();
        long loggedAt = source.readLong();
        if (kind == FleetLog.SENT) {
            byDevice.computeIfAbsent(device, _ -> new HashMap<>())
                    .put(time, new Logged(valuesHash, loggedAt, false, 0));
        } else if (kind == FleetLog.ACKNOWLEDGED) {
            byDevice.computeIfAbsent(device, _ -> new HashMap<>())
                    .computeIfPresent(
                            time,
                            (_, sent) -> new Logged(sent.valuesHash(), sent.sentAt(), true, loggedAt - sent.sentAt()));
        }
        return kind == FleetLog.SENT || kind == FleetLog.ACKNOWLEDGED;
    }

    /** How many were acknowledged. */
    public long acknowledged() {
        return byDevice.values().stream()
                .flatMap(readings -> readings.values().stream())
                .filter(Logged::acknowledged)
                .count();
    }

    /** Those of one device, by the time of the reading. */
    Map<Long, Logged> of(long device) {
        return Collections.unmodifiableMap(byDevice.getOrDefault(device, Map.of()));
    }

    /** The times of all readings of a device, the earliest and the latest one; it must have some. */
    Span span(long device) {
        Set<Long> times = byDevice.getOrDefault(device, Map.of()).keySet();
        return new Span(Collections.min(times), Collections.max(times));
    }

    /** A span of event time in milliseconds since 1970, both ends included. */
    public record Span(long first, long last) {}
}
