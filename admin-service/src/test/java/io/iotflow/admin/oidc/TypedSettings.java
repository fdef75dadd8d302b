package io.iotflow.admin.oidc;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The settings as the service reads them. */
final class TypedSettings {

    private TypedSettings() {}

    static OidcSettings of(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(OidcSettings.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(values, "a test", 100))
                .build()
                .getConfigMapping(OidcSettings.class);
    }
}
