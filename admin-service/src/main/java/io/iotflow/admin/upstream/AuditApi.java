package io.iotflow.admin.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** What device-registry offers to the other services, which show the secret that they share. */
@Path("/internal")
@RegisterRestClient(configKey = "device-registry")
public interface AuditApi {

    @POST
    @Path("/audit/changes")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<String>> addToAudit(@HeaderParam("X-Service-Secret") String secret, JsonNode change);
}
