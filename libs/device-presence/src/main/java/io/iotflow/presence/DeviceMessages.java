package io.iotflow.presence;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.service.LastingFeed;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Optional;

/**
 * Carries messages for devices to the replica that holds the session, by Redis pub/sub: every replica hears them, one
 * has the device, and nothing is kept for a device that is not there. Any thread.
 */
@Singleton
public class DeviceMessages {

    /** A message for a device. */
    public record DeviceMessage(DeviceTopic topic, byte[] payload, int qos) {}

    private static final String CHANNEL = "iotflow:device-messages";
    private static final String SEPARATOR = " ";
    private static final int PARTS = 3;

    private final ReactiveRedisDataSource redis;
    private final BroadcastProcessor<DeviceMessage> messages = BroadcastProcessor.create();

    DeviceMessages(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    /** Sends a message to all replicas. Fails when Redis does not take it. */
    public Uni<Void> send(DeviceMessage message) {
        String payload = Base64.getEncoder().encodeToString(message.payload());
        return redis.pubsub(String.class)
                .publish(CHANNEL, message.qos() + SEPARATOR + payload + SEPARATOR + message.topic());
    }

    /** The messages that are sent, from the moment of subscription on. */
    public Multi<DeviceMessage> messages() {
        return messages;
    }

    void listen(@Observes StartupEvent started) {
        LastingFeed.listen(
                CHANNEL,
                redis.pubsub(String.class).subscribe(CHANNEL),
                carried -> read(carried).ifPresent(messages::onNext));
    }

    private static Optional<DeviceMessage> read(String carried) {
        String[] parts = carried.split(SEPARATOR, PARTS);
        if (parts.length < PARTS) {
            return Optional.empty();
        }
        byte[] payload = Base64.getDecoder().decode(parts[1]);
        return DeviceTopic.parse(parts[2])
                .map(topic -> new DeviceMessage(topic, payload, "0".equals(parts[0]) ? 0 : 1));
    }
}
