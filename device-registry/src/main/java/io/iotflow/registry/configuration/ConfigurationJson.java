package io.iotflow.registry.configuration;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.iotflow.domain.WireTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** A configuration in an answer. */
final class ConfigurationJson {

    record Value(@JsonRawValue String value, String dataType, String updatedAt, long version) {}

    private ConfigurationJson() {}

    static Map<String, Value> of(Configuration configuration) {
        Map<String, Value> values = new LinkedHashMap<>();
        configuration.entries().forEach(entry -> values.put(entry.key(), of(entry)));
        return values;
    }

    static Value of(Configuration.Entry entry) {
        return new Value(
                entry.value().json(), entry.value().type().wireName(), WireTime.of(entry.updatedAt()), entry.version());
    }
}
