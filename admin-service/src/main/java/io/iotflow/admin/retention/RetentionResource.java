package io.iotflow.admin.retention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.QueryApi;
import io.iotflow.operator.OperatorRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** How long telemetry is kept: of all devices, of a type, of one. telemetry-query puts it into force. */
@Path("/api/v1/admin/retention")
@Produces(MediaType.APPLICATION_JSON)
class RetentionResource {

    private static final String SERVICE = "telemetry-query";

    private final QueryApi query;
    private final Answers answers;

    RetentionResource(@RestClient QueryApi query, Answers answers) {
        this.query = query;
        this.answers = answers;
    }

    /** The policy, and what the store has been told of it by now. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<ObjectNode> read() {
        return answers.read(SERVICE, query.retention());
    }

    /** Replaces the policy as a whole; {@code dry_run=true} changes nothing and counts what would go. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<ObjectNode> replace(@Nullable @QueryParam("dry_run") String dryRun, byte[] body) {
        return answers.read(SERVICE, query.setRetention(dryRun, body));
    }
}
