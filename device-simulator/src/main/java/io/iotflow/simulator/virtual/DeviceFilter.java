package io.iotflow.simulator.virtual;

import java.util.Optional;

/**
 * Which devices.
 *
 * @param search a part of the name, in any case
 */
public record DeviceFilter(Optional<String> type, Optional<Boolean> running, Optional<String> search) {}
