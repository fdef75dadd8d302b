package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Tells all replicas which devices are here, and hears it from them. */
public interface Connectivity {

    /** A session that began somewhere; of two sessions of one device, the one with the larger epoch is the newer. */
    record Begun(DeviceId device, long epoch) {}

    /** A session begins here. Never fails. */
    Uni<Long> begin(DeviceId device);

    /** The device was heard. */
    void heard(DeviceId device);

    /** The device is gone, unless it has a newer session. Never fails. */
    Uni<Void> left(DeviceId device, long epoch);

    /** The sessions that begin anywhere. */
    Multi<Begun> begun();
}
