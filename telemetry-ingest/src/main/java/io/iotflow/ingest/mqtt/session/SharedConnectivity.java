package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.presence.DeviceSessionEpochs;
import io.iotflow.presence.PresenceRecorder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Shares what is known with the other replicas through device-presence. */
@Singleton
class SharedConnectivity implements Connectivity {

    private final PresenceRecorder presence;
    private final DeviceSessionEpochs epochs;

    SharedConnectivity(PresenceRecorder presence, DeviceSessionEpochs epochs) {
        this.presence = presence;
        this.epochs = epochs;
    }

    @Override
    public Uni<Long> begin(DeviceId device) {
        return epochs.begin(device);
    }

    @Override
    public void heard(DeviceId device) {
        presence.heard(device);
    }

    @Override
    public Uni<Void> left(DeviceId device, long epoch) {
        return epochs.leave(device, epoch);
    }

    @Override
    public Multi<Begun> begun() {
        return epochs.begun().map(begun -> new Begun(begun.device(), begun.epoch()));
    }
}
