package io.iotflow.ingest.mqtt.operation;

import io.iotflow.domain.WireTime;
import io.iotflow.ingest.mqtt.MqttSettings;
import io.iotflow.ingest.mqtt.listener.MqttEndpoints;
import io.iotflow.service.StatusAccess;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How the MQTT endpoint is. */
@Path("/api/v1/mqtt/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MQTT")
class StatusResource {

    /**
     * How it is.
     *
     * @param connected whether devices can connect
     * @param mode {@code endpoint}: devices connect to the platform itself
     * @param sessions how many devices are connected to this replica
     */
    record MqttStatus(
            String status,
            boolean connected,
            String mode,
            String host,
            int port,
            boolean tls,
            @Nullable Integer tlsPort,
            @Nullable Integer websocketPort,
            Traffic.ConsumerState consumerState,
            int sessions,
            String timestamp) {}

    private final StatusAccess access;
    private final MqttSettings settings;
    private final MqttEndpoints endpoints;
    private final Traffic traffic;
    private final Clock clock;

    StatusResource(StatusAccess access, MqttSettings settings, MqttEndpoints endpoints, Traffic traffic, Clock clock) {
        this.access = access;
        this.settings = settings;
        this.endpoints = endpoints;
        this.traffic = traffic;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Whether devices can connect, where, and whether what they send is stored")
    public Uni<MqttStatus> status() {
        return access.check().map(_ -> currentStatus());
    }

    private MqttStatus currentStatus() {
        boolean listening = endpoints.isListening();
        return new MqttStatus(
                listening ? "connected" : "disconnected",
                listening,
                "endpoint",
                settings.host(),
                settings.port(),
                settings.tlsPort().isPresent(),
                boxed(settings.tlsPort()),
                boxed(settings.websocketPort()),
                traffic.consumerState(),
                traffic.sessions(),
                WireTime.of(clock.instant()));
    }

    private static @Nullable Integer boxed(OptionalInt port) {
        return port.isPresent() ? port.getAsInt() : null;
    }
}
