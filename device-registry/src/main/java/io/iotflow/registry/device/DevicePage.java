package io.iotflow.registry.device;

import java.util.List;

/**
 * Some of the devices that a question is about.
 *
 * @param total how many there are in all
 */
public record DevicePage(long total, List<Device> devices) {}
