package io.iotflow.query.reading;

import com.fasterxml.jackson.databind.util.RawValue;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.WireTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A reading in an answer: {@code timestamp, device_id, data, metadata}, and for old clients each field also at the top
 * level unless its name is taken.
 */
public final class ReadingJson {

    private ReadingJson() {}

    public static Map<String, Object> of(Reading reading) {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> fields = values(reading.fields());
        json.put("timestamp", WireTime.of(reading.timestamp()));
        json.put("device_id", reading.device().value());
        json.put("data", fields);
        json.put("metadata", values(reading.metadata()));
        fields.forEach(json::putIfAbsent);
        return json;
    }

    static Map<String, Object> values(Map<String, FieldValue> values) {
        Map<String, Object> json = new LinkedHashMap<>();
        values.forEach((name, value) -> json.put(name, value(value)));
        return json;
    }

    /** The value as JSON has it, with the type that it was sent with. */
    public static Object value(FieldValue value) {
        return switch (value) {
            case NumberValue(double number) -> number(number);
            case IntegerValue(long number) -> number;
            case TextValue(String text) -> text;
            case BooleanValue(boolean truth) -> truth;
            case JsonValue(String json) -> new RawValue(json);
        };
    }

    /** A whole number is written as one: 21, not 21.0. */
    private static Object number(double number) {
        boolean negativeZero = number == 0 && Double.doubleToRawLongBits(number) != 0;
        boolean whole = number == Math.rint(number) && Math.abs(number) <= FieldValue.LARGEST_EXACT_INTEGER;
        return whole && !negativeZero ? (Object) (long) number : (Object) number;
    }
}
