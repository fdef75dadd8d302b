package io.iotflow.simulator.virtual.type;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A kind of virtual device. A bean of this type is one more kind; so is a YAML document in the folder of the settings.
 */
public interface DeviceType {

    /** By which name it is asked for, such as {@code heat_pump}. */
    String name();

    /** How people call it. */
    String title();

    /** Between which values its voltage stays, in volt. */
    Range voltage();

    /** Between which values its current stays, in ampere. */
    Range current();

    /** What it measures after a measurement; after none when it has never run. */
    Electric next(Optional<Electric> before, RandomGenerator random);
}
