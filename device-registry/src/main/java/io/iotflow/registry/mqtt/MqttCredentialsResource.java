package io.iotflow.registry.mqtt;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DevicePrincipal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How a device reaches the MQTT endpoint. The key itself is not repeated. */
@Path("/api/v1/devices/mqtt-credentials")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(DevicePrincipal.ROLE)
class MqttCredentialsResource {

    private static final List<String> MAY_PUBLISH =
            List.of("telemetry", "telemetry/#", "status", "status/#", "heartbeat", "events/#", "commands/+/response");
    private static final List<String> MAY_SUBSCRIBE = List.of("commands/#", "config", "errors");

    record Topics(List<String> publish, List<String> subscribe) {}

    record MqttCredentials(
            String host,
            int port,
            @Nullable Integer tlsPort,
            @Nullable Integer websocketPort,
            String clientId,
            String username,
            String password,
            Topics topics) {}

    private final MqttAddress address;
    private final SecurityIdentity caller;

    MqttCredentialsResource(MqttAddress address, SecurityIdentity caller) {
        this.address = address;
        this.caller = caller;
    }

    /** For the device that the key belongs to. */
    @GET
    public MqttCredentials credentials() {
        DeviceId device = ((DevicePrincipal) caller.getPrincipal()).device().id();
        String prefix = "iotflow/devices/" + device + "/";
        return new MqttCredentials(
                address.host(),
                address.port(),
                boxed(address.tlsPort()),
                boxed(address.websocketPort()),
                "device_" + device,
                device.toString(),
                "the API key of the device, as it was shown at registration",
                new Topics(below(prefix, MAY_PUBLISH), below(prefix, MAY_SUBSCRIBE)));
    }

    private static @Nullable Integer boxed(OptionalInt port) {
        return port.isPresent() ? port.getAsInt() : null;
    }

    private static List<String> below(String prefix, List<String> topics) {
        return topics.stream().map(prefix::concat).toList();
    }
}
