package io.iotflow.query.reading;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Makes members of JSON objects, and remembers the text of their names for one answer. One thread. */
final class MembersText {

    private final Map<String, String> names = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private MembersText() {}

    /** The one of an answer that is being written. */
    static MembersText of(SerializerProvider answer) {
        if (answer.getAttribute(MembersText.class) instanceof MembersText known) {
            return known;
        }
        MembersText begun = new MembersText();
        answer.setAttribute(MembersText.class, begun);
        return begun;
    }

    /** Each value with its name, and a comma before: {@code ,"a":1,"b":true}. */
    String of(Map<String, FieldValue> values, Set<String> withoutThese) {
        text.setLength(0);
        values.forEach((name, value) -> {
            if (!withoutThese.contains(name)) {
                text.append(names.computeIfAbsent(name, MembersText::begin));
                append(value);
            }
        });
        return text.toString();
    }

    private static String begin(String name) {
        return ",\"" + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\":";
    }

    private void append(FieldValue value) {
        switch (value) {
            case NumberValue(double number) -> append(number);
            case IntegerValue(long number) -> text.append(number);
            case TextValue(String characters) -> append(characters);
            case BooleanValue(boolean truth) -> text.append(truth);
            case JsonValue(String document) -> text.append(document);
        }
    }

    private void append(double number) {
        if (ReadingJson.isWrittenWhole(number)) {
            text.append((long) number);
        } else {
            text.append(number);
        }
    }

    private void append(String characters) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(characters, text);
        text.append('"');
    }
}
