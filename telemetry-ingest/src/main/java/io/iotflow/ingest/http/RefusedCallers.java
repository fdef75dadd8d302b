package io.iotflow.ingest.http;

import io.iotflow.identity.DeviceIdentifier;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.Identification;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Notes devices that were not let in. Whose key it is was found out a moment ago and is asked from memory. */
@ApplicationScoped
class RefusedCallers {

    private final DeviceIdentifier identifier;
    private final HttpRefusals refusals;

    RefusedCallers(DeviceIdentifier identifier, HttpRefusals refusals) {
        this.identifier = identifier;
        this.refusals = refusals;
    }

    /** Who sent no key at all is no device. */
    @TelemetryIntake
    @ServerResponseFilter
    public Uni<Void> noteRefused(ContainerResponseContext answer, HttpServerRequest request) {
        String key = request.getHeader(PlainRequests.API_KEY);
        int status = answer.getStatus();
        boolean refused = status == Status.UNAUTHORIZED.getStatusCode() || status == Status.FORBIDDEN.getStatusCode();
        return key == null || !refused
                ? Uni.createFrom().voidItem()
                : identifier
                        .identify(key)
                        .invoke(caller -> note(caller, request))
                        .replaceWithVoid();
    }

    private void note(Identification caller, HttpServerRequest request) {
        String what = request.method() + " " + request.path();
        switch (caller) {
            case Unknown() ->
                refusals.note(Optional.empty(), "unknown_key", "No device holds the key that was sent.", what);
            case Known(DeviceIdentity device)
            when device.isActive() ->
                refusals.note(
                        Optional.of(device.id()), "forbidden", "The key belongs to another device than named.", what);
            case Known(DeviceIdentity device) ->
                refusals.note(
                        Optional.of(device.id()),
                        "device_not_active",
                        "Device is currently " + device.status().wireName(),
                        what);
            case Unavailable _ -> {}
        }
    }
}
