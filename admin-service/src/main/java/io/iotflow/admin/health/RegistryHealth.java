package io.iotflow.admin.health;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** What device-registry says about its health. */
@Path("/q/health")
@RegisterRestClient(configKey = "device-registry-health")
interface RegistryHealth {

    @GET
    Uni<RestResponse<String>> health();
}
