package io.iotflow.admin.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.RegistryApi;
import io.iotflow.operator.OperatorRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Who did what, when, to which object. */
@Path("/api/v1/admin/audit")
@Produces(MediaType.APPLICATION_JSON)
class AuditResource {

    private final RegistryApi registry;
    private final Answers answers;

    AuditResource(@RestClient RegistryApi registry, Answers answers) {
        this.registry = registry;
        this.answers = answers;
    }

    /** The newest first; {@code cursor} goes on where the last page ended. */
    @GET
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<ObjectNode> page(
            @Nullable @QueryParam("object_type") String objectType,
            @Nullable @QueryParam("object_id") String objectId,
            @Nullable @QueryParam("cursor") String cursor,
            @Nullable @QueryParam("limit") String limit) {
        return answers.read("device-registry", registry.audit(objectType, objectId, cursor, limit));
    }
}
