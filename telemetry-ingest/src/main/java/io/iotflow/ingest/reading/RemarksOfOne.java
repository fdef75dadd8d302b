package io.iotflow.ingest.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.TimestampParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Remarks on the one reading at which a parser stands, to its end. */
final class RemarksOfOne {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern ZONED =
            Pattern.compile(".*\\d[T ]\\d.*(Z|[+-]\\d\\d(:?\\d\\d)?)", Pattern.CASE_INSENSITIVE);

    private final JsonParser json;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> fieldWarnings = new ArrayList<>();
    private final Set<String> members = new HashSet<>();
    private final Set<String> flat = new LinkedHashSet<>();
    private boolean timed;

    RemarksOfOne(JsonParser json) {
        this.json = json;
    }

    Remarks read() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            readMember(json.currentName(), json.nextToken());
        }
        if (members.contains("data")) {
            flat.forEach(name -> warnings.add(name + ": not stored, because it stands beside data and not in it"));
        } else {
            warnings.addAll(fieldWarnings);
        }
        return new Remarks(warnings.stream().limit(Remarks.MOST_WARNINGS).toList(), timed);
    }

    private void readMember(String name, JsonToken value) throws IOException {
        switch (name) {
            case "data", "metadata" -> {
                warnIfRepeated(name, members, warnings);
                readObject(name.equals("data") ? "" : "metadata.", value);
            }
            case "timestamp", "ts" -> readTime(name, value);
            case "api_key" -> {
                warnings.add("api_key: not needed in the body and never stored; send it as X-API-Key");
                json.skipChildren();
            }
            default -> readField("", name, value, flat, fieldWarnings);
        }
    }

    private void readObject(String prefix, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        Set<String> names = new HashSet<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            readField(prefix, json.currentName(), json.nextToken(), names, warnings);
        }
    }

    private void readField(String prefix, String name, JsonToken value, Set<String> names, List<String> into)
            throws IOException {
        String field = prefix + name;
        warnIfRepeated(field, names, into);
        switch (value) {
            case VALUE_NULL -> into.add(field + ": null is skipped");
            case START_OBJECT, START_ARRAY -> {
                into.add(field + ": a nested value is stored as JSON text");
                json.skipChildren();
            }
            case VALUE_NUMBER_INT -> {
                if (isBeyondDouble()) {
                    into.add(field + ": an integer beyond 2^53 is kept exactly, as a 64-bit integer");
                }
            }
            default -> {}
        }
    }

    private boolean isBeyondDouble() throws IOException {
        return json.getNumberType() == NumberType.LONG
                && FieldValue.ofInteger(json.getLongValue()) instanceof FieldValue.IntegerValue;
    }

    private void readTime(String name, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (timed) {
            warnings.add(name + ": a second time; the last one counts");
        }
        timed = true;
        if (value == JsonToken.VALUE_STRING && isWithoutZone(json.getText().strip())) {
            warnings.add(name + ": a time without a zone is read as UTC");
        }
        json.skipChildren();
    }

    private static boolean isWithoutZone(String time) {
        return time.length() <= Remarks.MOST_WARNINGS
                && !NUMBER.matcher(time).matches()
                && !ZONED.matcher(time).matches()
                && TimestampParser.parse(time).isPresent();
    }

    private static void warnIfRepeated(String name, Set<String> names, List<String> into) {
        if (!names.add(name)) {
            into.add(name + ": sent more than once; the last value counts");
        }
    }
}
