package io.iotflow.ingest.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.iotflow.domain.FieldName;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads single fields out of a body. */
final class FieldReader {

    private static final int LONGEST_NUMBER = 1000;

    private final JsonParser json;
    private final byte[] body;
    private final int largestText;

    /**
     * @param json reads {@code body}
     * @param largestText in bytes of UTF-8
     */
    FieldReader(JsonParser json, byte[] body, int largestText) {
        this.json = json;
        this.body = body;
        this.largestText = largestText;
    }

    /** Reads the members of the object at which the parser stands. */
    void readMembers(Map<String, FieldValue> into) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            readValue(name, into);
        }
    }

    /** Reads the value at which the parser stands; null is left out. Of several with one name the last one counts. */
    void readValue(String name, Map<String, FieldValue> into) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            into.remove(name);
            return;
        }
        if (!FieldName.isLegal(name)) {
            throw new RejectedReadingException(
                    "bad_field_name",
                    name,
                    "a name has 1 to " + FieldName.LONGEST + " characters, no control characters");
        }
        into.put(name, value(name, token));
        if (into.size() > Reading.MOST_FIELDS) {
            throw new RejectedReadingException(
                    "too_many_fields", name, "a reading has at most " + Reading.MOST_FIELDS + " fields");
        }
    }

    private FieldValue value(String name, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_INT -> integer(name);
            case VALUE_NUMBER_FLOAT -> decimal(name);
            case VALUE_TRUE -> new BooleanValue(true);
            case VALUE_FALSE -> new BooleanValue(false);
            case VALUE_STRING -> new TextValue(text(name));
            default -> new JsonValue(bounded(name, structure()));
        };
    }

    private FieldValue integer(String name) throws IOException {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new RejectedReadingException(
                    "number_too_large", name, "an integer lies between -2^63 and 2^63-1; send a larger one as text");
        }
        return FieldValue.ofInteger(json.getLongValue());
    }

    private FieldValue decimal(String name) throws IOException {
        if (json.getTextLength() > LONGEST_NUMBER) {
            throw new RejectedReadingException(
                    "number_too_large", name, "a number has at most " + LONGEST_NUMBER + " characters");
        }
        double value = json.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw new RejectedReadingException("number_too_large", name, "the number is too large for a double");
        }
        return new NumberValue(value);
    }

    /** Half of a surrogate pair has no UTF-8: it would come back as something else. */
    private String text(String name) throws IOException {
        String text = bounded(name, json.getText());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new RejectedReadingException(
                            "bad_text", name, "a text must not contain half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /** The text of an object or array, to the byte. */
    private String structure() throws IOException {
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        int end = (int) json.currentLocation().getByteOffset();
        return new String(body, start, end - start, StandardCharsets.UTF_8);
    }

    private String bounded(String name, String text) {
        boolean surelyFits = text.length() <= largestText / 3;
        if (!surelyFits && text.getBytes(StandardCharsets.UTF_8).length > largestText) {
            throw new RejectedReadingException(
                    "text_too_long", name, "a text value has at most " + largestText + " bytes of UTF-8");
        }
        return text;
    }
}
