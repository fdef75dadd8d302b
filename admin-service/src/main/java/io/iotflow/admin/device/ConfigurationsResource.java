package io.iotflow.admin.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.operator.OperatorRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What devices are told about how to work. */
@Path("/api/v1/admin/devices/{id}/configurations")
@Produces(MediaType.APPLICATION_JSON)
class ConfigurationsResource {

    private final Registry registry;

    ConfigurationsResource(Registry registry) {
        this.registry = registry;
    }

    /** All values, by their keys, and the version of the whole. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<ObjectNode> read(@PathParam("id") String id) {
        return registry.configurations(id);
    }

    /** Sets one value ({@code config_key, config_value, data_type}) and tells the device. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<ObjectNode> set(@PathParam("id") String id, byte[] body) {
        return registry.configure(id, body);
    }
}
