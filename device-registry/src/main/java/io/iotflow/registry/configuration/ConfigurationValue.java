package io.iotflow.registry.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.iotflow.problem.ProblemException;
import io.iotflow.registry.form.JsonForm;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A value that fits its type.
 *
 * @param json as text
 */
record ConfigurationValue(ValueType type, String json) {

    /** Types of values. Devices that know texts only may send numbers, truth values and JSON as text. */
    enum ValueType {
        STRING("string"),
        INTEGER("integer"),
        FLOAT("float"),
        BOOLEAN("boolean"),
        JSON("json");

        private final String wireName;

        ValueType(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }

        static Optional<ValueType> parse(String wireName) {
            for (ValueType type : values()) {
                if (type.wireName.equals(wireName)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }

        /** The type that a value has by itself. */
        static ValueType of(JsonNode value) {
            return switch (value.getNodeType()) {
                case STRING -> STRING;
                case BOOLEAN -> BOOLEAN;
                case NUMBER -> value.isIntegralNumber() ? INTEGER : FLOAT;
                default -> JSON;
            };
        }
    }

    /** The value with a type, empty when it does not fit. */
    static Optional<ConfigurationValue> of(JsonNode value, ValueType type) {
        return fitting(value, type).map(fits -> new ConfigurationValue(type, fits.toString()));
    }

    private static Optional<JsonNode> fitting(JsonNode value, ValueType type) {
        Optional<JsonNode> unpacked = value.isTextual() ? read(value.textValue(), type) : Optional.of(value);
        return unpacked.filter(read -> fits(read, type));
    }

    private static boolean fits(JsonNode read, ValueType type) {
        return switch (type) {
            case STRING -> read.isTextual();
            case INTEGER -> read.isIntegralNumber();
            case FLOAT -> read.isNumber();
            case BOOLEAN -> read.isBoolean();
            case JSON -> true;
        };
    }

    private static Optional<JsonNode> read(String text, ValueType type) {
        try {
            return switch (type) {
                case STRING -> Optional.of(TextNode.valueOf(text));
                case INTEGER -> Optional.of(BigIntegerNode.valueOf(new BigInteger(text)));
                case FLOAT -> Optional.of(DecimalNode.valueOf(new BigDecimal(text)));
                case BOOLEAN -> truth(text);
                case JSON -> Optional.of(JsonForm.parse(text.getBytes(StandardCharsets.UTF_8), JsonForm.LARGEST_BODY));
            };
        } catch (NumberFormatException | ProblemException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(BooleanNode.TRUE);
            case "false" -> Optional.of(BooleanNode.FALSE);
            default -> Optional.empty();
        };
    }
}
