package io.iotflow.admin.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Devices, for operators. */
@Path("/api/v1/admin/devices")
@Produces(MediaType.APPLICATION_JSON)
class DevicesResource {

    record Pagination(int page, int perPage, long total, long pages) {}

    record DeviceList(String status, long totalDevices, JsonNode devices, Pagination pagination) {}

    record StatusUpdated(String status, String message, long deviceId, String oldStatus, String newStatus) {}

    /**
     * What went.
     *
     * @param telemetryPoints values, metadata included
     */
    record Removed(String status, String message, String deviceId, long telemetryPoints) {}

    private final Registry registry;
    private final Removal removal;

    DevicesResource(Registry registry, Removal removal) {
        this.registry = registry;
        this.removal = removal;
    }

    /** A page of devices. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<DeviceList> list(@BeanParam DevicesQuery query) {
        DevicesQuery.Page page = query.check();
        return registry.devices(page.parameters()).map(answer -> list(answer, page));
    }

    /** One device with its keys and its presence. */
    @GET
    @Path("/{id}")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<ObjectNode> details(@PathParam("id") String id) {
        return registry.device(id);
    }

    /** Changes what is said of a device; members that are not sent stay as they are. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<ObjectNode> describe(@PathParam("id") String id, byte[] body) {
        return registry.describe(id, body);
    }

    /** Sets the administrative status, on HTTP and on live MQTT sessions. */
    @PUT
    @Path("/{id}/status")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<StatusUpdated> setStatus(@PathParam("id") String id, byte[] body) {
        return registry.setStatus(id, body).map(DevicesResource::updated);
    }

    /** Removes a device with its keys and commands; with {@code telemetry=delete}, its readings too. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<Removed> remove(
            @PathParam("id") String id, @DefaultValue("keep") @QueryParam("telemetry") String telemetry) {
        Uni<Long> removed = switch (telemetry) {
            case "keep" -> removal.withoutTelemetry(id);
            case "delete" -> removal.withTelemetry(id);
            default -> throw ProblemException.invalid(Violation.inQuery("telemetry", "must be keep or delete"));
        };
        return removed.map(points -> new Removed("success", "Device deleted", id, points));
    }

    /** Gives a device a new key; shown once. */
    @POST
    @Path("/{id}/api-keys")
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<Response> rotateKey(@PathParam("id") String id, @Nullable @QueryParam("grace") String grace) {
        return registry.rotateKey(id, grace)
                .map(key -> Response.status(Response.Status.CREATED).entity(key).build());
    }

    /** The keys of a device by their prefixes; never a key or its hash. */
    @GET
    @Path("/{id}/api-keys")
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<ObjectNode> keys(@PathParam("id") String id) {
        return registry.keys(id);
    }

    /** Ends one key of a device at once. */
    @DELETE
    @Path("/{id}/api-keys/{key}")
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<Response> revokeKey(@PathParam("id") String id, @PathParam("key") String key) {
        return registry.revokeKey(id, key).map(_ -> Response.noContent().build());
    }

    private static DeviceList list(ObjectNode answer, DevicesQuery.Page page) {
        long total = answer.path("total").asLong();
        long pages = (total + page.perPage() - 1) / page.perPage();
        Pagination pagination = new Pagination(page.number(), page.perPage(), total, pages);
        return new DeviceList("success", total, answer.path("devices"), pagination);
    }

    private static StatusUpdated updated(ObjectNode change) {
        String before = change.path("old_status").asText();
        String after = change.path("new_status").asText();
        String message = "Device status updated from " + before + " to " + after;
        return new StatusUpdated("success", message, change.path("device_id").asLong(), before, after);
    }
}
