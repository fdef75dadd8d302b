package io.iotflow.ingest.mqtt.broker;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.ingest.mqtt.delivery.Verdict;
import io.iotflow.ingest.mqtt.destination.Content;
import io.smallrye.mutiny.Uni;

/** What becomes of a message that an active device sent on one of its topics. */
@FunctionalInterface
interface DeviceMessages {

    /** Answers when it is stored or never can be, on any thread; never fails. Readings get their time now. */
    Uni<Verdict> take(DeviceTopic topic, Content message);
}
