package io.iotflow.admin.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** What telemetry-query tells of many devices at once, for the services alone, which show the secret that they share. */
@Path("/internal/telemetry/fleet")
@RegisterRestClient(configKey = "telemetry-query")
@Consumes(MediaType.APPLICATION_JSON)
public interface FleetApi {

    @POST
    @Path("/newest")
    Uni<RestResponse<String>> newest(@HeaderParam("X-Service-Secret") String secret, JsonNode question);

    @POST
    @Path("/changes")
    Uni<RestResponse<String>> changes(
            @HeaderParam("X-Service-Secret") String secret, @QueryParam("seconds") long seconds, JsonNode question);
}
