package io.iotflow.admin.upstream;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What device-registry offers to this service. Answers are JSON documents, or problem documents. */
@Path("/internal")
@RegisterRestClient(configKey = "device-registry")
@RegisterClientHeaders
public interface RegistryApi {

    @GET
    @Path("/devices")
    Uni<RestResponse<String>> devices(@BeanParam DevicesParameters parameters);

    @GET
    @Path("/devices/{id}")
    Uni<RestResponse<String>> device(@PathParam("id") String id);

    @PUT
    @Path("/devices/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<String>> describe(@PathParam("id") String id, byte[] body);

    @PUT
    @Path("/devices/{id}/status")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<String>> setStatus(@PathParam("id") String id, byte[] body);

    @DELETE
    @Path("/devices/{id}")
    Uni<RestResponse<String>> remove(@PathParam("id") String id);

    @GET
    @Path("/devices/{id}/configurations")
    Uni<RestResponse<String>> configurations(@PathParam("id") String id);

    @POST
    @Path("/devices/{id}/configurations")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<String>> configure(@PathParam("id") String id, byte[] body);

    @POST
    @Path("/devices/{id}/api-keys")
    Uni<RestResponse<String>> rotateKey(@PathParam("id") String id, @Nullable @QueryParam("grace") String grace);

    @GET
    @Path("/devices/{id}/api-keys")
    Uni<RestResponse<String>> keys(@PathParam("id") String id);

    @DELETE
    @Path("/devices/{id}/api-keys/{key}")
    Uni<RestResponse<String>> revokeKey(@PathParam("id") String id, @PathParam("key") String key);

    @GET
    @Path("/operator-tokens")
    Uni<RestResponse<String>> tokens();

    @POST
    @Path("/operator-tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<String>> issueToken(byte[] body);

    @DELETE
    @Path("/operator-tokens/{id}")
    Uni<RestResponse<String>> revokeToken(@PathParam("id") String id);

    @GET
    @Path("/audit")
    Uni<RestResponse<String>> audit(
            @Nullable @QueryParam("object_type") String objectType,
            @Nullable @QueryParam("object_id") String objectId,
            @Nullable @QueryParam("cursor") String cursor,
            @Nullable @QueryParam("limit") String limit);

    @GET
    @Path("/stats")
    Uni<RestResponse<String>> stats();
}
