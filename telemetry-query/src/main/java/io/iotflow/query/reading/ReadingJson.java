package io.iotflow.query.reading;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.RawValue;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/**
 * A reading in an answer: {@code timestamp, device_id, data, metadata}, and for old clients each field also at the top
 * level unless its name is taken.
 */
@JsonSerialize(using = ReadingWriter.class)
@Schema(
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "timestamp", type = SchemaType.STRING, format = "date-time"),
            @SchemaProperty(name = "device_id", type = SchemaType.INTEGER),
            @SchemaProperty(name = "data", type = SchemaType.OBJECT, description = "the fields by name"),
            @SchemaProperty(name = "metadata", type = SchemaType.OBJECT)
        })
public record ReadingJson(@Schema(hidden = true) Reading reading) {

    /** The value as JSON has it, with the type that it was sent with. */
    public static Object value(FieldValue value) {
        return switch (value) {
            case NumberValue(double number) -> isWrittenWhole(number) ? (Object) (long) number : (Object) number;
            case IntegerValue(long number) -> number;
            case TextValue(String text) -> text;
            case BooleanValue(boolean truth) -> truth;
            case JsonValue(String json) -> new RawValue(json);
        };
    }

    /** A whole number is written as one: 21, not 21.0. */
    static boolean isWrittenWhole(double number) {
        boolean negativeZero = number == 0 && Double.doubleToRawLongBits(number) != 0;
        return number == Math.rint(number) && Math.abs(number) <= FieldValue.LARGEST_EXACT_INTEGER && !negativeZero;
    }
}
