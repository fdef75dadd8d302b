package io.iotflow.simulator.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The profiles that come with the product, one YAML document each, and those of users. */
public final class ProfileCatalog {

    private static final List<String> NAMES =
            List.of("default", "high_frequency", "energy_efficient", "industrial", "iot_gateway");

    private ProfileCatalog() {}

    /** The names of all profiles. */
    public static List<String> names() {
        return NAMES;
    }

    /** All profiles. */
    public static List<Profile> all() {
        return NAMES.stream().map(ProfileCatalog::resource).toList();
    }

    /** The profile with a name; empty for an unknown one. */
    public static Optional<Profile> find(String name) {
        return NAMES.contains(name) ? Optional.of(resource(name)) : Optional.empty();
    }

    /** A profile of the user's own; files that it names are looked for beside it. */
    public static Profile read(Path file) throws ProfileException {
        try {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            return new ProfileReader(file.toString(), folder).read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new ProfileException(file.toString(), List.of("the file can't be read"));
        }
    }

    /** A kind of device that fleets are made of. */
    public static Profile fleetDevice(String name) {
        return resource("fleet-devices/" + name);
    }

    private static Profile resource(String name) {
        String path = "/profiles/" + name + ".yaml";
        try (InputStream document = ProfileCatalog.class.getResourceAsStream(path)) {
            if (document == null) {
                throw new IllegalArgumentException("there is no profile " + path);
            }
            return new ProfileReader(path, Path.of(""))
                    .read(new String(document.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException("profile " + name + " is not readable", failure);
        } catch (ProfileException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
