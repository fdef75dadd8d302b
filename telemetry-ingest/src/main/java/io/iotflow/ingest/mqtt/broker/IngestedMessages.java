package io.iotflow.ingest.mqtt.broker;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.ingest.mqtt.delivery.DeviceStatusMessage;
import io.iotflow.ingest.mqtt.delivery.Verdict;
import io.iotflow.ingest.mqtt.destination.Content;
import io.iotflow.ingest.mqtt.destination.Destinations;
import io.iotflow.presence.PresenceRecorder;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What devices say of themselves is presence; the rest goes where the endpoint brings it too. */
@Singleton
class IngestedMessages implements DeviceMessages {

    private final Destinations destinations;
    private final PresenceRecorder presence;
    private volatile boolean open = true;

    IngestedMessages(Destinations destinations, PresenceRecorder presence) {
        this.destinations = destinations;
        this.presence = presence;
    }

    @Override
    public Uni<Verdict> take(DeviceTopic topic, Content message) {
        if (topic.isStatus() || topic.isHeartbeat()) {
            switch (DeviceStatusMessage.read(topic, message.payload())) {
                case ONLINE -> presence.heard(topic.device());
                case OFFLINE -> presence.left(topic.device());
            }
            return Uni.createFrom().item(Verdict.ACCEPTED);
        }
        return destinations.deliver(new DeviceAtBroker(topic.device(), () -> open), topic, message);
    }

    void close(@Observes ShutdownEvent stopping) {
        open = false;
    }
}
