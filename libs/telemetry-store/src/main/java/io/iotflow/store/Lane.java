package io.iotflow.store;

import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.tsfile.enums.TSDataType;
import org.apache.tsfile.utils.Binary;

/**
 * One series for each kind of value that a field has had. The store fixes the type of a series with its first value; a
 * field that changes its type goes on in another lane and loses nothing.
 */
enum Lane {
    NUMBER('n', TSDataType.DOUBLE),
    INTEGER('i', TSDataType.INT64),
    TEXT('s', TSDataType.TEXT),
    BOOLEAN('b', TSDataType.BOOLEAN),
    JSON('j', TSDataType.TEXT);

    private final char letter;
    private final TSDataType dataType;

    Lane(char letter, TSDataType dataType) {
        this.letter = letter;
        this.dataType = dataType;
    }

    char letter() {
        return letter;
    }

    TSDataType dataType() {
        return dataType;
    }

    static Lane of(FieldValue value) {
        return switch (value) {
            case NumberValue _ -> NUMBER;
            case IntegerValue _ -> INTEGER;
            case TextValue _ -> TEXT;
            case BooleanValue _ -> BOOLEAN;
            case JsonValue _ -> JSON;
        };
    }

    static Optional<Lane> ofLetter(char letter) {
        for (Lane lane : values()) {
            if (lane.letter == letter) {
                return Optional.of(lane);
            }
        }
        return Optional.empty();
    }

    /** The value as the client library takes it. */
    static Object toStore(FieldValue value) {
        return switch (value) {
            case NumberValue(double number) -> number;
            case IntegerValue(long number) -> number;
            case BooleanValue(boolean flag) -> flag;
            case TextValue(String text) -> new Binary(text, StandardCharsets.UTF_8);
            case JsonValue(String json) -> new Binary(json, StandardCharsets.UTF_8);
        };
    }
}
