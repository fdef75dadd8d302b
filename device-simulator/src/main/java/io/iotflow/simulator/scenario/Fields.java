package io.iotflow.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the values of a mapping; what is wrong goes to the complaints, and something harmless is read instead. */
final class Fields {

    private final String where;
    private final JsonNode mapping;
    private final List<String> complaints;

    /**
     * @param where before the names of keys in complaints; empty for the document itself
     */
    Fields(String where, JsonNode mapping, List<String> complaints) {
        this.where = where;
        this.mapping = mapping;
        this.complaints = complaints;
    }

    /** Nothing but these keys. */
    void allow(Set<String> keys) {
        mapping.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                complaints.add("'" + where + key + "' is unknown; there are " + String.join(", ", new TreeSet<>(keys)));
            }
        });
    }

    boolean has(String key) {
        return mapping.hasNonNull(key);
    }

    JsonNode get(String key) {
        return mapping.path(key);
    }

    String text(String key, String otherwise) {
        JsonNode value = mapping.path(key);
        if (!has(key)) {
            return otherwise;
        }
        if (!value.isTextual()) {
            complain(key, "must be text");
        }
        return value.asText();
    }

    boolean truth(String key) {
        JsonNode value = mapping.path(key);
        if (has(key) && !value.isBoolean()) {
            complain(key, "must be true or false");
        }
        return value.asBoolean();
    }

    long whole(String key, long otherwise, long least, long most) {
        JsonNode value = mapping.path(key);
        if (!has(key)) {
            return otherwise;
        }
        if (!value.canConvertToExactIntegral() || value.asLong() < least || value.asLong() > most) {
            complain(key, "must be a whole number from " + least + " to " + most);
            return otherwise;
        }
        return value.asLong();
    }

    double number(String key, double otherwise, double least, double most) {
        JsonNode value = mapping.path(key);
        if (!has(key)) {
            return otherwise;
        }
        boolean good = value.isNumber() && value.doubleValue() >= least && value.doubleValue() <= most;
        if (!good) {
            complain(key, "must be a number from " + least + " to " + most);
        }
        return good ? value.doubleValue() : otherwise;
    }

    void complain(String key, String complaint) {
        complaints.add(where + key + " " + complaint);
    }
}
