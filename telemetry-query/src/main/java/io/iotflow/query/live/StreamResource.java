package io.iotflow.query.live;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.access.ReadableDevice;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** A device's readings as they come, as server-sent events. */
@Path("/api/v1/telemetry/{id:\\d+}/stream")
@RolesAllowed({DevicePrincipal.ROLE, OperatorRole.Names.VIEWER})
class StreamResource {

    private static final Map<String, List<String>> HEADERS = Map.of(
            "Content-Type", List.of("text/event-stream"),
            "Cache-Control", List.of("no-store"),
            "X-Accel-Buffering", List.of("no"));

    private final ReadableDevice readable;
    private final StreamReadings streams;
    private final ServerSentEvents wire;
    private final HttpAuthenticator authenticator;

    StreamResource(
            ReadableDevice readable, StreamReadings streams, ServerSentEvents wire, HttpAuthenticator authenticator) {
        this.readable = readable;
        this.streams = streams;
        this.wire = wire;
        this.authenticator = authenticator;
    }

    @GET
    // The writer of bytes; the type that the client sees is in the headers, once access is decided.
    @Produces("application/octet-stream")
    public RestMulti<byte[]> stream(
            @PathParam("id") String id,
            @Nullable @HeaderParam("Last-Event-ID") String lastEventId,
            RoutingContext exchange) {
        Optional<Instant> after = Optional.ofNullable(lastEventId).map(StreamResource::time);
        return RestMulti.fromUniResponse(
                readable.named(id), device -> events(device.id(), after, exchange), _ -> HEADERS);
    }

    private Multi<byte[]> events(DeviceId device, Optional<Instant> after, RoutingContext exchange) {
        return streams.stream(device, after, stillAllowed(exchange)).map(wire::of);
    }

    /** Whether the same request would be let in now; while that can't be told, it goes on. */
    private Uni<Boolean> stillAllowed(RoutingContext exchange) {
        return Uni.createFrom()
                .deferred(() -> authenticator.attemptAuthentication(exchange))
                .map(identity -> identity != null && !identity.isAnonymous())
                .onFailure(failure -> failure instanceof AuthenticationFailedException
                        || failure instanceof ForbiddenException
                        || (failure instanceof ProblemException problem
                                && problem.type().status() < 500))
                .recoverWithItem(false)
                .onFailure(Exception.class)
                .recoverWithItem(true);
    }

    private static Instant time(String lastEventId) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(lastEventId));
        } catch (NumberFormatException _) {
            throw ProblemException.invalid(
                    new Violation("header", "Last-Event-ID", "must be the id of an event of this stream"));
        }
    }
}
