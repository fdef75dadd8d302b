package io.iotflow.ingest.mqtt.destination;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.identity.ApiKey;
import io.iotflow.identity.DeviceIdentifier;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.Identification;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.KeyHash;
import io.iotflow.ingest.mqtt.delivery.Intake;
import io.iotflow.ingest.mqtt.delivery.PayloadKeys;
import io.iotflow.ingest.mqtt.delivery.Verdict;
import io.iotflow.ingest.mqtt.delivery.Verdict.Complaint;
import io.iotflow.ingest.mqtt.instruction.CommandResponses;
import io.iotflow.ingest.pipeline.Arrival;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a device's messages go, by their topic. */
@Singleton
public class Destinations {

    private static final Verdict WRONG_KEY =
            Verdict.refused(new Complaint("wrong_api_key", "The api_key in the payload is not this device's."));

    private final Intake intake;
    private final CommandResponses responses;
    private final DeviceIdentifier identifier;

    public Destinations(Intake intake, CommandResponses responses, DeviceIdentifier identifier) {
        this.intake = intake;
        this.responses = responses;
        this.identifier = identifier;
    }

    /** Takes telemetry, an event or the response to a command. Answers on any thread; never fails. */
    public Uni<Verdict> deliver(Sender sender, DeviceTopic topic, Content message) {
        if (!topic.isTelemetry() && !topic.isEvent()) {
            return responses.take(topic, message.payload(), sender.here());
        }
        Set<String> keys = PayloadKeys.of(message.payload(), message.contentType());
        if (keys.isEmpty()) {
            return store(sender, topic, message);
        }
        return areRight(sender, List.copyOf(keys))
                .chain(right ->
                        right ? store(sender, topic, message) : Uni.createFrom().item(WRONG_KEY));
    }

    private Uni<Verdict> store(Sender sender, DeviceTopic topic, Content message) {
        DeviceId device = sender.device();
        Arrival arrival =
                topic.isTelemetry() ? Arrival.overMqtt(device) : Arrival.eventOverMqtt(device, topic.eventName());
        return message.isPromised()
                ? intake.take(arrival, message.payload(), message.contentType(), sender.here())
                : intake.takeOnce(arrival, message.payload(), message.contentType());
    }

    /** The session's own key costs nothing; of others one may be looked up: a rotated key within its grace. */
    private Uni<Boolean> areRight(Sender sender, List<String> keys) {
        Optional<KeyHash> key = ApiKey.parse(keys.getFirst()).map(KeyHash::of);
        if (keys.size() > 1 || key.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        if (sender.holds(key.get())) {
            return Uni.createFrom().item(true);
        }
        return identifier.identify(key.get()).map(found -> isOf(sender.device(), found));
    }

    private static boolean isOf(DeviceId device, Identification found) {
        return found instanceof Known(DeviceIdentity known) && known.id().equals(device);
    }
}
