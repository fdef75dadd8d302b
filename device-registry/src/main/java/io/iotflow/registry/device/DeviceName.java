package io.iotflow.registry.device;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;

/** The little of a device that a long list shows. */
public record DeviceName(DeviceId id, String name, String deviceType, DeviceStatus status) {}
