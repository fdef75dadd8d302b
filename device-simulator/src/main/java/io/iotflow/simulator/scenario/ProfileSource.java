package io.iotflow.simulator.scenario;

import io.iotflow.simulator.profile.Profile;
import io.iotflow.simulator.profile.ProfileCatalog;
import io.iotflow.simulator.profile.ProfileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where profiles come from. */
@FunctionalInterface
public interface ProfileSource {

    /** The profile of a name; empty when there is none. */
    Optional<Profile> find(String name) throws ProfileException;

    /** Those of the product, and files: for somebody who may read them anyway. */
    static Optional<Profile> productAndFiles(String name) throws ProfileException {
        return name.endsWith(".yaml") || name.endsWith(".yml")
                ? Optional.of(ProfileCatalog.read(Path.of(name)))
                : ProfileCatalog.find(name);
    }
}
