package io.iotflow.admin.upstream;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** What telemetry-ingest offers to this service. Answers are JSON documents, or problem documents. */
@Path("/api/v1/mqtt")
@RegisterRestClient(configKey = "telemetry-ingest")
@RegisterClientHeaders
public interface IngestApi {

    @GET
    @Path("/monitoring/metrics")
    Uni<RestResponse<String>> figures();
}
