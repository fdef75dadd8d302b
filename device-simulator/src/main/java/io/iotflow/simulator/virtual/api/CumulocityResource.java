package io.iotflow.simulator.virtual.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.audit.Change;
import io.iotflow.audit.RecordChange;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.simulator.virtual.CumulocityConnections;
import io.iotflow.simulator.virtual.CumulocityConnections.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connections of virtual devices to Cumulocity, and messages that try them. */
@Path("/api/v1/simulator/cumulocity")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
class CumulocityResource {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    record Sent(boolean confirmed, String topic, String message) {}

    private final CumulocityConnections connections;
    private final RecordChange audit;

    CumulocityResource(CumulocityConnections connections, RecordChange audit) {
        this.connections = connections;
        this.audit = audit;
    }

    /** How the connections are; of each device its own document tells more. */
    @GET
    @Path("/health")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<Summary> health() {
        return Promised.uni(connections::summary);
    }

    /** Publishes {@code {topic, message, device}}; answers when Cumulocity has confirmed it. */
    @POST
    @Path("/test-message")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Sent> test(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body must be a JSON object.");
        }
        String topic = body.path("topic").asText("");
        String message = body.path("message").asText("");
        Optional<Long> device = Optional.of(body.path("device").asLong(0)).filter(id -> id > 0);
        return audit.record(sent(device, topic))
                .chain(() -> Promised.uni(() -> connections.test(device, topic, message)))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> ProblemException.unavailable(
                        "No answer", "Cumulocity did not confirm the message in time.", PATIENCE))
                .map(_ -> new Sent(true, topic, message));
    }

    private static Change sent(Optional<Long> device, String topic) {
        return new Change(
                "cumulocity.publish",
                "virtual_device",
                device.map(Object::toString).orElse("none"),
                Optional.empty(),
                Optional.of(Map.of("topic", topic)));
    }
}
