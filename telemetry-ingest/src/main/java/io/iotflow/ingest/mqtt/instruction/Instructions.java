package io.iotflow.ingest.mqtt.instruction;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What device-registry holds for a device. Every call fails when the registry can't be asked. */
public interface Instructions {

    /** The commands that wait to be sent, the oldest first. */
    Uni<List<QueuedCommand>> pending(DeviceId device);

    /** Reports how far a command has come. */
    Uni<Report> report(DeviceId device, String commandId, CommandProgress progress);

    /** The whole configuration with its version, the JSON document that the device receives. */
    Uni<byte[]> configuration(DeviceId device);

    /** What the registry says to a report. */
    enum Report {
        /** It is noted. */
        NOTED,
        /** The device has no such command. */
        UNKNOWN,
        /** The command has gone further already, or has expired. */
        ILLEGAL
    }
}
