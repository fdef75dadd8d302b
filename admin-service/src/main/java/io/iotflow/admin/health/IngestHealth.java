package io.iotflow.admin.health;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** What telemetry-ingest says about its health. */
@Path("/q/health")
@RegisterRestClient(configKey = "telemetry-ingest-health")
interface IngestHealth {

    @GET
    Uni<RestResponse<String>> health();
}
