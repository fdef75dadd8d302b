package io.iotflow.simulator.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.simulator.audit.AcknowledgementLog.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the readings of a run: acknowledged ⊆ stored ⊆ sent, and values unchanged. A reading that was sent and
 * not acknowledged may be stored or not; it counts neither way.
 *
 * @param missing acknowledged and not stored
 * @param altered stored with other values than were sent
 * @param unknown stored and never sent
 * @param duplicated stored more than once for one time
 */
public record Audit(
        long sent, long acknowledged, long stored, long missing, long altered, long unknown, long duplicated) {

    /** One row that was read back. */
    public record StoredRow(Instant time, JsonNode values) {}

    /** Compares what a device logged with what was read back. */
    public static Audit of(Map<Instant, Entry> logged, List<StoredRow> stored) {
        Map<Instant, JsonNode> rows = new HashMap<>();
        long duplicated = 0;
        long altered = 0;
        long unknown = 0;
        for (StoredRow row : stored) {
            Entry sent = logged.get(row.time());
            if (rows.put(row.time(), row.values()) != null) {
                duplicated++;
            }
            if (sent == null) {
                unknown++;
            } else if (!sameValues(sent.values(), row.values())) {
                altered++;
            }
        }
        long acknowledged = logged.values().stream().filter(Entry::acknowledged).count();
        long missing = logged.entrySet().stream()
                .filter(entry -> entry.getValue().acknowledged() && !rows.containsKey(entry.getKey()))
                .count();
        return new Audit(logged.size(), acknowledged, stored.size(), missing, altered, unknown, duplicated);
    }

    /** Whether nothing that was acknowledged is missing or other than it was sent. */
    public boolean passed() {
        return missing == 0 && altered == 0 && unknown == 0 && duplicated == 0;
    }

    /** The figures as text, one a line. */
    public String report() {
        return """
                sent                      %d
                acknowledged              %d
                stored                    %d
                acknowledged but missing  %d
                altered                   %d
                never sent                %d
                duplicated                %d
                """.formatted(sent, acknowledged, stored, missing, altered, unknown, duplicated);
    }

    private static boolean sameValues(JsonNode sent, JsonNode stored) {
        return sent.size() == stored.size()
                && sent.properties().stream().allMatch(entry -> same(entry.getValue(), stored.get(entry.getKey())));
    }

    private static boolean same(JsonNode sent, @Nullable JsonNode stored) {
        if (stored == null) {
            return false;
        }
        return sent.isNumber() && stored.isNumber()
                ? sent.decimalValue().compareTo(stored.decimalValue()) == 0
                : sent.equals(stored);
    }
}
