package io.iotflow.ingest.pipeline;

import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.List;
import java.util.Map;

/**
 * Readings that came together and are answered together.
 *
 * @param bytes an estimate of what they take in a store call
 * @param since when they came, on a monotonic clock, in nanoseconds
 */
record WaitingGroup(List<Reading> readings, long bytes, long since, UniEmitter<? super List<ReadingOutcome>> answer) {

    private static final int PER_READING = 40;
    private static final int PER_FIELD = 24;

    static WaitingGroup of(List<Reading> readings, long since, UniEmitter<? super List<ReadingOutcome>> answer) {
        return new WaitingGroup(readings, bytes(readings), since, answer);
    }

    /** An estimate of what they take. */
    static long bytes(List<Reading> readings) {
        long bytes = 0;
        for (Reading reading : readings) {
            bytes += PER_READING + bytes(reading.fields()) + bytes(reading.metadata());
        }
        return bytes;
    }

    int size() {
        return readings.size();
    }

    private static long bytes(Map<String, FieldValue> fields) {
        long bytes = 0;
        for (Map.Entry<String, FieldValue> field : fields.entrySet()) {
            bytes += PER_FIELD + field.getKey().length() + textLength(field.getValue());
        }
        return bytes;
    }

    private static int textLength(FieldValue value) {
        return switch (value) {
            case TextValue(String text) -> text.length();
            case JsonValue(String json) -> json.length();
            case NumberValue _, IntegerValue _, BooleanValue _ -> 0;
        };
    }
}
