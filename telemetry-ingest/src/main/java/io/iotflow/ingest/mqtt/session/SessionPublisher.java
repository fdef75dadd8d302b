package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.ingest.mqtt.DevicePublisher;
import io.iotflow.presence.DeviceMessages;
import io.iotflow.presence.DeviceMessages.DeviceMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells all replicas, and delivers what they tell to the sessions that are here. */
@Singleton
class SessionPublisher implements DevicePublisher {

    private final DeviceSessions sessions;
    private final DeviceMessages messages;

    SessionPublisher(DeviceSessions sessions, DeviceMessages messages) {
        this.sessions = sessions;
        this.messages = messages;
    }

    @Override
    public Uni<Void> publish(DeviceTopic topic, byte[] payload, int qos) {
        return messages.send(new DeviceMessage(topic, payload, qos));
    }

    void watch(@Observes StartupEvent started) {
        messages.messages().subscribe().with(this::deliver);
    }

    private void deliver(DeviceMessage message) {
        MqttQoS qos = message.qos() == 0 ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE;
        sessions.find(message.topic().device())
                .ifPresent(session ->
                        session.run(() -> session.send(message.topic().path(), message.payload(), qos)));
    }
}
