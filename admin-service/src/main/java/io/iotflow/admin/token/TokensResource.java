package io.iotflow.admin.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.RegistryApi;
import io.iotflow.operator.OperatorRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The named tokens of operators, each with its role. */
@Path("/api/v1/admin/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.ADMIN)
class TokensResource {

    private static final String SERVICE = "device-registry";

    private final RegistryApi registry;
    private final Answers answers;

    TokensResource(@RestClient RegistryApi registry, Answers answers) {
        this.registry = registry;
        this.answers = answers;
    }

    /** All, by name; never a token itself. */
    @GET
    public Uni<ObjectNode> list() {
        return answers.read(SERVICE, registry.tokens());
    }

    /** A new token, shown once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> issue(byte[] body) {
        return answers.read(SERVICE, registry.issueToken(body)).map(TokensResource::created);
    }

    /** Ends a token everywhere within a second. */
    @DELETE
    @Path("/{id}")
    public Uni<Response> revoke(@PathParam("id") String id) {
        return answers.read(SERVICE, registry.revokeToken(id))
                .map(_ -> Response.noContent().build());
    }

    private static Response created(ObjectNode token) {
        return Response.status(Response.Status.CREATED).entity(token).build();
    }
}
