package io.iotflow.simulator.virtual;

import java.time.Duration;

/**
 * What a user says of a device.
 *
 * @param name 1 to 60 characters; no other device has it
 * @param type the name of a kind
 * @param interval between two measurements, 1 s to 1 h
 */
public record Definition(String name, String type, Duration interval, Target target) {}
