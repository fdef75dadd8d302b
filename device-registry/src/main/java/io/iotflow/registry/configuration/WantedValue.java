package io.iotflow.registry.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.registry.configuration.ConfigurationValue.ValueType;
import io.iotflow.registry.form.JsonForm;
import java.util.Optional;

/** A value that somebody wants to be set; its type is said, or follows from the value. */
record WantedValue(String key, ConfigurationValue value) {

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_TYPE = 16;

    /** Fails with the problem that names what is wrong. */
    static WantedValue read(JsonForm form) {
        String key = form.requiredText("config_key", LONGEST_KEY);
        JsonNode value = form.member("config_value");
        if (value.isMissingNode()) {
            form.refuse("config_value", "is required");
        }
        Optional<String> named = form.text("data_type", LONGEST_TYPE);
        form.check();
        Optional<ValueType> type = named.map(ValueType::parse).orElseGet(() -> Optional.of(ValueType.of(value)));
        if (type.isEmpty()) {
            form.refuse("data_type", "must be string, integer, float, boolean or json");
        }
        Optional<ConfigurationValue> fitting = type.flatMap(known -> ConfigurationValue.of(value, known));
        if (type.isPresent() && fitting.isEmpty()) {
            form.refuse("config_value", "does not fit the type " + type.get().wireName());
        }
        form.check();
        return new WantedValue(key, fitting.orElseThrow());
    }
}
