package io.iotflow.ingest.mqtt.broker;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.ingest.mqtt.RefusalNotes;
import io.iotflow.ingest.mqtt.delivery.Verdict.Complaint;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Messages that can never be stored: noted in the ledger, told to their device, and out of the way. */
@Singleton
final class PoisonMessages {

    private static final Logger LOG = Logger.getLogger(PoisonMessages.class);

    private final RefusalNotes notes;
    private final BrokerDownlink downlink;
    private final Clock clock;

    PoisonMessages(RefusalNotes notes, BrokerDownlink downlink, Clock clock) {
        this.notes = notes;
        this.downlink = downlink;
        this.clock = clock;
    }

    void note(Delivery delivery, Complaint complaint) {
        Optional<DeviceId> device = DeviceTopic.parse(delivery.topic()).map(DeviceTopic::device);
        notes.note(device, complaint.code(), complaint.message(), delivery.payload());
        device.ifPresent(known -> tell(known, delivery, complaint));
    }

    private void tell(DeviceId device, Delivery delivery, Complaint complaint) {
        downlink.publish(DeviceTopic.errors(device), complaint.told(delivery.topic(), clock.instant()), 0)
                .subscribe()
                .with(_ -> {}, failure -> LOG.debugf("A device was not told of its error: %s", failure.getMessage()));
    }
}
