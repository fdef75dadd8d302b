package io.iotflow.registry.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.registry.configuration.ConfigurationValue.ValueType;
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
import java.util.Optional;

/** The configuration of the device that asks. */
@Path("/api/v1/devices/config")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(DevicePrincipal.ROLE)
class ConfigurationResource {

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_TYPE = 16;

    record OwnConfiguration(
            String status, long deviceId, long version, Map<String, ConfigurationJson.Value> configuration) {}

    record ValueSet(
            String message, long deviceId, String configKey, Map<String, ConfigurationJson.Value> configuration) {}

    private record Wanted(String key, ConfigurationValue value) {}

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
        Wanted wanted = read(JsonForm.read(body));
        return configure
                .set(device, wanted.key(), wanted.value())
                .map(entry -> new ValueSet(
                        "Configuration updated successfully",
                        device.value(),
                        entry.key(),
                        Map.of(entry.key(), ConfigurationJson.of(entry))));
    }

    private static Wanted read(JsonForm form) {
        String key = form.requiredText("config_key", LONGEST_KEY);
        JsonNode value = form.member("config_value");
        if (value.isMissingNode()) {
            form.refuse("config_value", "is required");
        }
        Optional<String> named = form.text("data_type", LONGEST_TYPE);
        form.check();
        Optional<ValueType> type = named.map(ValueType::parse).orElseGet(() -> Optional.of(ValueType.of(value)));
        if (type.isEmpty()) {
            form.refuse("data_type", "must be string, integer, float, boolean or json");
        }
        Optional<ConfigurationValue> fitting = type.flatMap(known -> ConfigurationValue.of(value, known));
        if (type.isPresent() && fitting.isEmpty()) {
            form.refuse("config_value", "does not fit the type " + type.get().wireName());
        }
        form.check();
        return new Wanted(key, fitting.orElseThrow());
    }

    private DeviceId self() {
        return ((DevicePrincipal) caller.getPrincipal()).device().id();
    }
}
