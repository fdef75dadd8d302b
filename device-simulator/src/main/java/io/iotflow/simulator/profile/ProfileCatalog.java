package io.iotflow.simulator.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The profiles that come with the product, one YAML document each. */
public final class ProfileCatalog {

    private static final List<String> NAMES =
            List.of("default", "high_frequency", "energy_efficient", "industrial", "iot_gateway");

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private ProfileCatalog() {}

    /** The names of all profiles. */
    public static List<String> names() {
        return NAMES;
    }

    /** All profiles. */
    public static List<Profile> all() {
        return NAMES.stream().map(ProfileCatalog::read).toList();
    }

    /** The profile with a name; empty for an unknown one. */
    public static Optional<Profile> find(String name) {
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    private static Profile read(String name) {
        try (InputStream document = ProfileCatalog.class.getResourceAsStream("/profiles/" + name + ".yaml")) {
            return YAML.readValue(document, Profile.class);
        } catch (IOException failure) {
            throw new UncheckedIOException("profile " + name + " is not readable", failure);
        }
    }
}
