package io.iotflow.ingest.mqtt.destination;

/**
 * What a message says.
 *
 * @param contentType of MQTT 5; else empty
 * @param isPromised whether somebody waits for an acknowledgement
 */
public record Content(byte[] payload, String contentType, boolean isPromised) {}
