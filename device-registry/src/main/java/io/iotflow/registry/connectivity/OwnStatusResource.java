package io.iotflow.registry.connectivity;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimeRange;
import io.iotflow.domain.WireTime;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.limit.RateLimited;
import io.iotflow.presence.Presence;
import io.iotflow.presence.PresenceRecorder;
import io.iotflow.registry.device.Device;
import io.iotflow.registry.device.DeviceJson;
import io.iotflow.registry.device.KnownDevices;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryReader;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a device asks about itself, and its sign of life. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(DevicePrincipal.ROLE)
class OwnStatusResource {

    /** Over which span the readings of a device are counted. */
    private static final Duration COUNTED = Duration.ofDays(30);

    /**
     * A device as it sees itself.
     *
     * @param telemetryCount readings of the last 30 days; null while the store can't be asked
     */
    record OwnDevice(
            @JsonUnwrapped DeviceJson device, @Nullable Long telemetryCount, boolean isOnline) {}

    record OwnStatus(String status, OwnDevice device) {}

    record Heartbeat(String message, long deviceId, String timestamp, String status) {}

    private final KnownDevices devices;
    private final Presences presences;
    private final PresenceRecorder recorder;
    private final TelemetryReader telemetry;
    private final RequestContext context;

    OwnStatusResource(
            KnownDevices devices,
            Presences presences,
            PresenceRecorder recorder,
            TelemetryReader telemetry,
            RequestContext context) {
        this.devices = devices;
        this.presences = presences;
        this.recorder = recorder;
        this.telemetry = telemetry;
        this.context = context;
    }

    /** The device that the key belongs to. */
    @GET
    @Path("/status")
    public Uni<OwnStatus> ownStatus() {
        return devices.get(context.device().toString())
                .chain(device -> Uni.combine()
                        .all()
                        .unis(presences.of(device), telemetryCount(device.id()))
                        .with((presence, count) -> answer(device, presence, count)));
    }

    /** Keeps the device online. */
    @POST
    @Path("/heartbeat")
    @RateLimited(name = "heartbeat", by = RateLimited.Caller.IDENTITY, requests = 30, windowSeconds = 60)
    public Heartbeat heartbeat() {
        DeviceId device = context.device();
        recorder.heard(device);
        return new Heartbeat("Heartbeat received", device.value(), WireTime.of(context.now()), "online");
    }

    private Uni<Optional<Long>> telemetryCount(DeviceId device) {
        Instant now = context.now();
        return telemetry
                .count(device, new TimeRange(now.minus(COUNTED), now))
                .map(Optional::of)
                .onFailure(StoreUnavailableException.class)
                .recoverWithItem(Optional.empty());
    }

    private static OwnStatus answer(Device device, Presence presence, Optional<Long> count) {
        OwnDevice own = new OwnDevice(DeviceJson.of(device, presence), count.orElse(null), presence.online());
        return new OwnStatus("success", own);
    }
}
