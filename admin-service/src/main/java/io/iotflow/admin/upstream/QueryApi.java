package io.iotflow.admin.upstream;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** What telemetry-query offers to this service. */
@Path("/internal/telemetry")
@RegisterRestClient(configKey = "telemetry-query")
@RegisterClientHeaders
public interface QueryApi {

    @GET
    @Path("/figures")
    Uni<RestResponse<String>> figures();
}
