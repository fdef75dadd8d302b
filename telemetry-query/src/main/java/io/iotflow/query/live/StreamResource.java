package io.iotflow.query.live;

import io.iotflow.identity.DevicePrincipal;
import io.iotflow.operator.OperatorRole;
import io.iotflow.query.access.ReadableDevice;
import io.iotflow.query.streamed.StreamedAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device's readings as they come. */
@Path("/api/v1/telemetry/{id:\\d+}/stream")
@RolesAllowed({DevicePrincipal.ROLE, OperatorRole.Names.VIEWER})
class StreamResource {

    private final ReadableDevice readable;
    private final StreamAnswer answer;

    StreamResource(ReadableDevice readable, StreamAnswer answer) {
        this.readable = readable;
        this.answer = answer;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Uni<StreamedAnswer> stream(
            @PathParam("id") String id,
            @Nullable @HeaderParam("Last-Event-ID") String lastEventId,
            RoutingContext exchange) {
        return answer.of(
                readable.named(id).map(device -> List.of(device.id())).memoize().indefinitely(), lastEventId, exchange);
    }
}
