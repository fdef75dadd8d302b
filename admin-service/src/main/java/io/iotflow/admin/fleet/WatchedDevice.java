package io.iotflow.admin.fleet;

import io.iotflow.domain.DeviceId;
import java.time.Instant;

/** A device that a rule watches. */
public record WatchedDevice(DeviceId id, String name, Instant createdAt) {}
