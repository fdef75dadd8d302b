package io.iotflow.admin.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** The logins by an identity provider, at device-registry, for the services alone, which show the secret that they share. */
@Path("/internal/operator-logins")
@RegisterRestClient(configKey = "device-registry")
@RegisterClientHeaders
public interface LoginsApi {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<String>> begin(@HeaderParam("X-Service-Secret") String secret, JsonNode login);

    /** Ends the login of the operator's token, which goes with the request. */
    @POST
    @Path("/end")
    Uni<RestResponse<String>> end(@HeaderParam("X-Service-Secret") String secret);
}
