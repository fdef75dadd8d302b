package io.iotflow.ingest.mqtt.session;

import io.iotflow.identity.CertifiedDevices;
import io.iotflow.identity.DeviceIdentifier;
import jakarta.inject.Singleton;

/** Who tells whose a credential is: by key, or by certificate. */
@Singleton
public record Identifiers(DeviceIdentifier keys, CertifiedDevices certificates) {}
