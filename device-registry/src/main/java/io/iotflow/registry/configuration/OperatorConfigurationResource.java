package io.iotflow.registry.configuration;

import io.iotflow.domain.DeviceId;
import io.iotflow.operator.OperatorRole;
import io.iotflow.registry.device.KnownDevices;
import io.iotflow.registry.form.JsonForm;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** The configuration of any device, for admin-service. */
@Path("/internal/devices/{id}/configurations")
@Produces(MediaType.APPLICATION_JSON)
class OperatorConfigurationResource {

    record DeviceConfiguration(long deviceId, long version, Map<String, ConfigurationJson.Value> configurations) {}

    private final ConfigurationRepository configurations;
    private final Configure configure;

    OperatorConfigurationResource(ConfigurationRepository configurations, Configure configure) {
        this.configurations = configurations;
        this.configure = configure;
    }

    /** The whole of it. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<DeviceConfiguration> read(@PathParam("id") String id) {
        DeviceId device = KnownDevices.parse(id);
        return configurations.of(device).map(found -> json(device, found));
    }

    /** Sets one value, and tells the device; the members are those that the device itself would send. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<DeviceConfiguration> set(@PathParam("id") String id, byte[] body) {
        DeviceId device = KnownDevices.parse(id);
        return configure
                .setByOperator(device, WantedValue.read(JsonForm.read(body)))
                .map(found -> json(device, found));
    }

    private static DeviceConfiguration json(DeviceId device, Configuration found) {
        return new DeviceConfiguration(device.value(), found.version(), ConfigurationJson.of(found));
    }
}
