package io.iotflow.query.live;

import io.iotflow.identity.DevicePrincipal;
import io.iotflow.operator.OperatorRole;
import io.iotflow.query.access.ReadableDevice;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.jboss.resteasy.reactive.RestMulti;
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
    // The writer of bytes; the type that the client sees is in the headers, once access is decided.
    @Produces("application/octet-stream")
    public RestMulti<byte[]> stream(
            @PathParam("id") String id,
            @Nullable @HeaderParam("Last-Event-ID") String lastEventId,
            RoutingContext exchange) {
        return answer.of(
                readable.named(id).map(device -> List.of(device.id())).memoize().indefinitely(), lastEventId, exchange);
    }
}
