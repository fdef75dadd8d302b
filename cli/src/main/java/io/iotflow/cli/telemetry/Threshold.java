package io.iotflow.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From where on a value is worth a warning: {@code temperature:30}, {@code battery:20}, {@code pressure:<900}. */
record Threshold(String field, boolean below, double bound) {

    private static final Pattern FORM = Pattern.compile("(.+):([<>]?)(-?[0-9]+(?:\\.[0-9]+)?)");
    private static final Set<String> WORSE_WHEN_LOW = Set.of("battery", "signal");

    static Threshold parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be FIELD:NUMBER, FIELD:>NUMBER or FIELD:<NUMBER");
        }
        String field = matcher.group(1);
        String side = matcher.group(2);
        boolean low = WORSE_WHEN_LOW.stream().anyMatch(field.toLowerCase(Locale.ROOT)::contains);
        return new Threshold(field, side.isEmpty() ? low : side.equals("<"), Double.parseDouble(matcher.group(3)));
    }

    /** Whether the fields of a reading cross it. */
    boolean isCrossedBy(JsonNode fields) {
        JsonNode value = fields.path(field);
        return value.isNumber() && (below ? value.asDouble() < bound : value.asDouble() > bound);
    }

    String describe(JsonNode fields) {
        return field + " is " + fields.path(field).asText() + ", " + (below ? "below " : "above ") + bound;
    }
}
