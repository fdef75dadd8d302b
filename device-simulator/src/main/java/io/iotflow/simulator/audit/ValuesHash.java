package io.iotflow.simulator.audit;

import com.fasterxml.jackson.databind.JsonNode;

/** One number for the values of a reading, whatever the order of its fields; two readings that differ share it by chance alone. */
public final class ValuesHash {

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private ValuesHash() {}

    /** The hash of a whole reading from those of its fields. */
    public static long combine(long... fields) {
        long sum = fields.length;
        for (long field : fields) {
            sum += field;
        }
        return sum;
    }

    /** A field that is a number. */
    public static long ofNumber(String name, double value) {
        return mix(name, Double.doubleToLongBits(value));
    }

    /** A field that is text. */
    public static long ofText(String name, String value) {
        return mix(name, ~(long) value.hashCode());
    }

    /** A reading as it was read back. */
    public static long of(JsonNode values) {
        long sum = values.size();
        for (var field : values.properties()) {
            JsonNode value = field.getValue();
            sum += value.isNumber()
                    ? ofNumber(field.getKey(), value.doubleValue())
                    : ofText(field.getKey(), value.isTextual() ? value.textValue() : value.toString());
        }
        return sum;
    }

    private static long mix(String name, long bits) {
        long mixed = (name.hashCode() + bits) * MULTIPLIER;
        mixed = (mixed ^ mixed >>> 29) * MULTIPLIER;
        return mixed ^ mixed >>> 32;
    }
}
