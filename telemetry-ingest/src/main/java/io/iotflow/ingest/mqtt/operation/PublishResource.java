package io.iotflow.ingest.mqtt.operation;

import io.iotflow.audit.Change;
import io.iotflow.audit.RecordChange;
import io.iotflow.ingest.mqtt.DevicePublisher;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sends a message of an operator's to a device. */
@Path("/api/v1/mqtt/publish")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
@Tag(name = "MQTT")
class PublishResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    record Published(String status, String message, String topic, int qos, boolean retain) {}

    private final DevicePublisher publisher;
    private final KnownDevices devices;
    private final RecordChange audit;

    PublishResource(DevicePublisher publisher, KnownDevices devices, RecordChange audit) {
        this.publisher = publisher;
        this.devices = devices;
        this.audit = audit;
    }

    /** Nothing is kept for a device that is not connected: commands are. */
    @POST
    @Operation(
            summary = "Send a message to a device",
            description =
                    "It reaches the device if it is connected and listens to the topic; nothing is kept for one that "
                            + "is not. What must arrive is a command.")
    public Uni<Published> publish(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Object.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "blink",
                                                            value =
                                                                    "{\"topic\":\"iotflow/devices/7/commands/blink\",\"payload\":{\"times\":3},\"qos\":1}")))
                    byte[] body) {
        PublishRequest request = PublishRequest.read(body);
        return devices.known(request.topic().device())
                .chain(_ -> audit.record(sent(request)))
                .chain(() -> send(request))
                .map(_ -> published(request));
    }

    /** What it says is left out: it may be a secret of operator and device. */
    private static Change sent(PublishRequest request) {
        String topic = request.topic().toString();
        return new Change(
                "device.publish",
                "device",
                request.topic().device().toString(),
                Optional.empty(),
                Optional.of(
                        Map.of("topic", topic, "qos", request.qos(), "payload_bytes", request.payloadBytes().length)));
    }

    private Uni<Void> send(PublishRequest request) {
        return publisher
                .publish(request.topic(), request.payloadBytes(), request.qos())
                .onFailure(Exception.class)
                .transform(_ -> ProblemException.unavailable(
                        "Message not published", "The replicas can't be told now. Try again.", RETRY_AFTER));
    }

    private static Published published(PublishRequest request) {
        return new Published(
                "success", "Message published successfully", request.topic().toString(), request.qos(), false);
    }
}
