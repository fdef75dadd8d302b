package io.iotflow.ingest.mqtt.broker;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.ingest.mqtt.delivery.Verdict;
import io.iotflow.ingest.mqtt.delivery.Verdict.Complaint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what the broker delivers and acknowledges it when the store has it, or when it never can. Messages of one device
 * are taken in the order in which they came. What is not acknowledged is bounded, by the broker's own window; should that be
 * larger than the bound here, a message beyond it is left to the broker, and fetched again by a reconnect when all others
 * are done. Everything happens on the session's event loop.
 */
final class BrokerMessages {

    private final BrokerSession session;
    private final KnownDevices devices;
    private final DeviceMessages messages;
    private final PoisonMessages poison;
    private final Limits limits;
    private final Map<Integer, Delivery> pending = new HashMap<>();
    private final Map<Integer, Delivery> storedTooLate;
    private final Map<DeviceId, List<Delivery>> awaitingDevice = new HashMap<>();
    private int inFlight;
    private boolean someLeft;

    /** How much may be held, and where it is counted. */
    record Limits(int mostInFlight, BrokerMetrics metrics) {}

    BrokerMessages(
            BrokerSession session,
            KnownDevices devices,
            DeviceMessages messages,
            PoisonMessages poison,
            Limits limits) {
        this.session = session;
        this.devices = devices;
        this.messages = messages;
        this.poison = poison;
        this.limits = limits;
        this.storedTooLate = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Delivery> eldest) {
                return size() > limits.mostInFlight();
            }
        };
    }

    /** A message came from the broker. */
    void received(MqttPublishMessage message, int connection) {
        limits.metrics().received(message.isDup());
        Delivery delivery = new Delivery(message, connection);
        if (delivery.isToBeAcknowledged() && isKnown(message, connection)) {
            return;
        }
        if (inFlight >= limits.mostInFlight()) {
            limits.metrics().leftToBroker();
            someLeft |= delivery.isToBeAcknowledged();
            return;
        }
        begin(delivery);
        Optional<DeviceTopic> topic = DeviceTopic.parse(message.topicName()).filter(DeviceTopic::isPublishable);
        if (topic.isPresent()) {
            await(topic.get().device(), delivery);
        } else {
            settle(delivery, Verdict.forbidden("This is no topic of a device: " + message.topicName()));
        }
    }

    /** Delivered again after a reconnect, while it is on its way here or after it was stored: it is not taken twice. */
    private boolean isKnown(MqttPublishMessage message, int connection) {
        Delivery underWay = pending.get(message.messageId());
        if (underWay != null && underWay.isAgain(message)) {
            underWay.cameAgain(message, connection);
            return true;
        }
        Delivery stored = storedTooLate.remove(message.messageId());
        if (stored != null && stored.isAgain(message)) {
            stored.cameAgain(message, connection);
            acknowledge(stored);
            return true;
        }
        return false;
    }

    private void begin(Delivery delivery) {
        if (delivery.isToBeAcknowledged()) {
            pending.put(delivery.packet(), delivery);
        }
        inFlight++;
        limits.metrics().inFlight(inFlight);
    }

    private void await(DeviceId device, Delivery delivery) {
        List<Delivery> queue = awaitingDevice.get(device);
        if (queue != null) {
            queue.add(delivery);
            return;
        }
        Optional<DeviceIdentity> known = devices.remembered(device);
        if (known.isPresent()) {
            take(delivery, known);
            return;
        }
        awaitingDevice.put(device, new ArrayList<>(List.of(delivery)));
        devices.find(device)
                .emitOn(command -> session.loop().runOnContext(_ -> command.run()))
                .subscribe()
                .with(found -> awaitingDevice.remove(device).forEach(waiting -> take(waiting, found)));
    }

    private void take(Delivery delivery, Optional<DeviceIdentity> device) {
        if (device.isEmpty()) {
            settle(delivery, refused("unknown_device", "There is no such device."));
        } else if (!device.get().isActive()) {
            String status = device.get().status().wireName();
            settle(delivery, refused("device_not_active", "Device is currently " + status));
        } else {
            DeviceTopic.parse(delivery.topic())
                    .ifPresent(topic -> messages.take(topic, delivery.content())
                            .emitOn(command -> session.loop().runOnContext(_ -> command.run()))
                            .subscribe()
                            .with(verdict -> settle(delivery, verdict)));
        }
    }

    private void settle(Delivery delivery, Verdict verdict) {
        inFlight--;
        limits.metrics().inFlight(inFlight);
        pending.remove(delivery.packet(), delivery);
        if (verdict != Verdict.ABANDONED) {
            if (!verdict.complaints().isEmpty()) {
                limits.metrics().poison();
            }
            verdict.complaints().forEach(complaint -> poison.note(delivery, complaint));
            if (delivery.isToBeAcknowledged()) {
                acknowledge(delivery);
            }
        }
        fetchWhatWasLeft();
    }

    private void acknowledge(Delivery delivery) {
        if (session.acknowledge(delivery.message(), delivery.connection())) {
            limits.metrics().acknowledged();
        } else {
            limits.metrics().late();
            storedTooLate.put(delivery.packet(), delivery);
        }
    }

    private void fetchWhatWasLeft() {
        if (someLeft && inFlight == 0) {
            someLeft = false;
            session.reconnect();
        }
    }

    private static Verdict refused(String code, String reason) {
        return Verdict.refused(new Complaint(code, reason));
    }
}
