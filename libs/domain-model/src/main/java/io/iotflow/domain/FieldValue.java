package io.iotflow.domain;

/**
 * One value as the device sent it. Each kind has a lane of its own in the store, so a value comes back with the type
 * that it was sent with.
 */
public sealed interface FieldValue {

    /** The largest magnitude up to which every integer has an exact double. */
    long LARGEST_EXACT_INTEGER = 1L << 53;

    /**
     * A JSON number that a double holds.
     *
     * @param value finite
     */
    record NumberValue(double value) implements FieldValue {
        public NumberValue {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a number is finite");
            }
        }
    }

    /** A JSON integer beyond 2^53 in magnitude, kept exactly. */
    record IntegerValue(long value) implements FieldValue {}

    /** A JSON string. */
    record TextValue(String value) implements FieldValue {}

    /** A JSON true or false. */
    record BooleanValue(boolean value) implements FieldValue {}

    /**
     * A JSON object or array.
     *
     * @param json its text, as it was sent
     */
    record JsonValue(String json) implements FieldValue {}

    /** A number in the lane that holds it exactly: double up to 2^53, 64-bit integer beyond. */
    static FieldValue ofInteger(long value) {
        boolean exact = value >= -LARGEST_EXACT_INTEGER && value <= LARGEST_EXACT_INTEGER;
        return exact ? new NumberValue(value) : new IntegerValue(value);
    }
}
