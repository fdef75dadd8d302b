package io.iotflow.registry.configuration;

import io.iotflow.domain.DeviceId;
import io.iotflow.registry.device.KnownDevices;
import io.iotflow.service.ServicesOnly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** The configuration of a device for the service that holds its session. */
@Path("/internal/devices/{id}/configuration")
@Produces(MediaType.APPLICATION_JSON)
@ServicesOnly
class DeliveredConfigurationResource {

    record DeliveredConfiguration(long deviceId, long version, Map<String, ConfigurationJson.Value> configuration) {}

    private final ConfigurationRepository configurations;

    DeliveredConfigurationResource(ConfigurationRepository configurations) {
        this.configurations = configurations;
    }

    @GET
    public Uni<DeliveredConfiguration> read(@PathParam("id") String id) {
        DeviceId device = KnownDevices.parse(id);
        return configurations
                .of(device)
                .map(found -> new DeliveredConfiguration(device.value(), found.version(), ConfigurationJson.of(found)));
    }
}
