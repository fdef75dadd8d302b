package io.iotflow.registry.configuration;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.registry.form.JsonForm;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** The configuration of the device that asks. */
@Path("/api/v1/devices/config")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(DevicePrincipal.ROLE)
class ConfigurationResource {

    record OwnConfiguration(
            String status, long deviceId, long version, Map<String, ConfigurationJson.Value> configuration) {}

    record ValueSet(
            String message, long deviceId, String configKey, Map<String, ConfigurationJson.Value> configuration) {}

    private final ConfigurationRepository configurations;
    private final Configure configure;
    private final SecurityIdentity caller;

    ConfigurationResource(ConfigurationRepository configurations, Configure configure, SecurityIdentity caller) {
        this.configurations = configurations;
        this.configure = configure;
        this.caller = caller;
    }

    /** The whole of it. */
    @GET
    public Uni<OwnConfiguration> read() {
        DeviceId device = self();
        return configurations
                .of(device)
                .map(found ->
                        new OwnConfiguration("success", device.value(), found.version(), ConfigurationJson.of(found)));
    }

    /** Sets one value; its type is said, or follows from the value. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ValueSet> set(byte[] body) {
        DeviceId device = self();
        WantedValue wanted = WantedValue.read(JsonForm.read(body));
        return configure
                .set(device, wanted)
                .map(entry -> new ValueSet(
                        "Configuration updated successfully",
                        device.value(),
                        entry.key(),
                        Map.of(entry.key(), ConfigurationJson.of(entry))));
    }

    private DeviceId self() {
        return ((DevicePrincipal) caller.getPrincipal()).device().id();
    }
}
