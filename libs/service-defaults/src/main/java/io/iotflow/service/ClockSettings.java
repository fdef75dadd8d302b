package io.iotflow.service;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Which time a service believes it is. */
@ConfigMapping(prefix = "iotflow.clock")
public interface ClockSettings {

    /**
     * For trials with clocks that jump: a file of eight bytes that says by how many milliseconds the service's clock is ahead
     * of the machine's, see {@link MovedClock}. Never in production.
     */
    Optional<Path> offsetFile();
}
