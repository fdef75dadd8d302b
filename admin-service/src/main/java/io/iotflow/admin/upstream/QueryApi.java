package io.iotflow.admin.upstream;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What telemetry-query offers to this service. Answers are JSON documents, or problem documents. */
@Path("/")
@RegisterRestClient(configKey = "telemetry-query")
@RegisterClientHeaders
public interface QueryApi {

    @GET
    @Path("/internal/telemetry/figures")
    Uni<RestResponse<String>> figures();

    @GET
    @Path("/internal/telemetry/retention")
    Uni<RestResponse<String>> retention();

    @PUT
    @Path("/internal/telemetry/retention")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<String>> setRetention(@Nullable @QueryParam("dry_run") String dryRun, byte[] body);

    /** Both ends included. */
    @DELETE
    @Path("/api/v1/telemetry/{id}")
    Uni<RestResponse<String>> erase(
            @PathParam("id") String id, @QueryParam("start_time") String start, @QueryParam("stop_time") String stop);
}
