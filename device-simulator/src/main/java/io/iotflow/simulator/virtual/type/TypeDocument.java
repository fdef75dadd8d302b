package io.iotflow.simulator.virtual.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A kind of virtual device as a YAML document: {@code name, title, voltage: {min, max}, current: {min, max}}. */
final class TypeDocument {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String NAME = "[a-z][a-z0-9_]{0,49}";

    private TypeDocument() {}

    /** Reads a file, or says what is wrong with it. */
    static DeviceType read(Path file) {
        try {
            return type(YAML.readTree(Files.readString(file)));
        } catch (IOException | IllegalArgumentException wrong) {
            throw new IllegalStateException(file + " describes no kind of device: " + wrong.getMessage(), wrong);
        }
    }

    private static DeviceType type(JsonNode document) {
        String name = document.path("name").asText();
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("name must match " + NAME);
        }
        String title = Optional.of(document.path("title").asText())
                .filter(text -> !text.isBlank())
                .orElse(name);
        return new WanderingType(name, title, range(document, "voltage"), range(document, "current"));
    }

    private static Range range(JsonNode document, String member) {
        JsonNode least = document.path(member).path("min");
        JsonNode most = document.path(member).path("max");
        if (!least.isNumber() || !most.isNumber()) {
            throw new IllegalArgumentException(member + " needs the numbers min and max");
        }
        return new Range(least.asDouble(), most.asDouble());
    }
}
