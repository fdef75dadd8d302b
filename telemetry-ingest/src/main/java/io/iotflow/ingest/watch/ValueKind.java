package io.iotflow.ingest.watch;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import java.util.EnumSet;
import java.util.Set;

/** The types of JSON, as far as a field can change between them. A number and a large integer are one type. */
enum ValueKind {
    @JsonProperty("number")
    NUMBER,
    @JsonProperty("text")
    TEXT,
    @JsonProperty("boolean")
    BOOLEAN,
    @JsonProperty("json")
    JSON;

    /** One bit, different from that of the others. */
    int bit() {
        return 1 << ordinal();
    }

    static ValueKind of(FieldValue value) {
        return switch (value) {
            case NumberValue _, IntegerValue _ -> NUMBER;
            case TextValue _ -> TEXT;
            case BooleanValue _ -> BOOLEAN;
            case JsonValue _ -> JSON;
        };
    }

    static Set<ValueKind> ofBits(int bits) {
        Set<ValueKind> kinds = EnumSet.noneOf(ValueKind.class);
        for (ValueKind kind : values()) {
            if ((bits & kind.bit()) != 0) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
