package io.iotflow.ingest.mqtt.operation;

import io.iotflow.domain.DeviceTopic;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.operator.OperatorRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The topics: all of them, those of one device, and whether one is right. */
@Path("/api/v1/mqtt/topics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
@Tag(name = "MQTT")
class TopicsResource {

    record Structure(String status, String root, List<TopicTree.Topic> topics) {}

    record DeviceTopics(String status, long deviceId, String deviceName, List<TopicTree.Topic> topics) {}

    /**
     * What is to be said of a topic.
     *
     * @param reason what is wrong with it, if it is not valid
     * @param deviceId below whose prefix it is, if it is below one
     */
    record TopicCheck(
            String topic,
            boolean valid,
            @Nullable String reason,
            boolean wildcard,
            @Nullable Long deviceId,
            boolean deviceMayPublish,
            boolean deviceMaySubscribe) {}

    private final KnownDevices devices;

    TopicsResource(KnownDevices devices) {
        this.devices = devices;
    }

    @GET
    @Path("/structure")
    @Operation(summary = "The topic tree")
    public Structure structure() {
        return new Structure("success", TopicTree.ROOT, TopicTree.topics());
    }

    @GET
    @Path("/device/{id}")
    @Operation(summary = "The topics of one device")
    public Uni<DeviceTopics> ofDevice(@PathParam("id") String id) {
        return devices.named(id).map(TopicsResource::topicsOf);
    }

    @POST
    @Path("/validate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Whether a topic is right, and what a device may do with it")
    public TopicCheck validate(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Object.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "topic",
                                                            value = "{\"topic\":\"iotflow/devices/7/telemetry\"}")))
                    byte[] body) {
        String topic = RequestObject.read(body).text("topic");
        Optional<String> fault = TopicRules.fault(topic);
        Optional<DeviceTopic> parsed = fault.isEmpty() ? DeviceTopic.parse(topic) : Optional.empty();
        return new TopicCheck(
                topic,
                fault.isEmpty(),
                fault.orElse(null),
                TopicRules.hasWildcard(topic),
                parsed.map(known -> known.device().value()).orElse(null),
                parsed.filter(DeviceTopic::isPublishable).isPresent(),
                parsed.filter(DeviceTopic::isSubscribable).isPresent());
    }

    private static DeviceTopics topicsOf(DeviceIdentity device) {
        return new DeviceTopics("success", device.id().value(), device.name(), TopicTree.topics(device.id()));
    }
}
