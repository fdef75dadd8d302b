package io.iotflow.simulator.virtual.type;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Kinds of virtual devices that the user adds. */
@ConfigMapping(prefix = "iotflow.virtual-types")
interface TypeSettings {

    /** A folder whose {@code .yaml} files each describe one kind. */
    Optional<Path> folder();
}
