package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.domain.TimeSpan;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.registry.administration.DeviceDocuments.DeviceDetails;
import io.iotflow.registry.administration.DeviceDocuments.DeviceList;
import io.iotflow.registry.credential.RotateApiKey;
import io.iotflow.registry.device.DeviceFilter;
import io.iotflow.registry.device.DeviceFilter.Sort;
import io.iotflow.registry.device.KnownDevices;
import io.iotflow.registry.form.JsonForm;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
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
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Devices for admin-service, which speaks to operators; their roles are checked here as well. */
@Path("/internal/devices")
@Produces(MediaType.APPLICATION_JSON)
class DevicesResource {

    private static final int LONGEST_STATUS = 20;

    record StatusChanged(long deviceId, String oldStatus, String newStatus) {}

    record RotatedKey(
            long deviceId, String apiKey, @Nullable String oldKeysValidFor) {}

    private final DeviceDocuments documents;
    private final KnownDevices known;
    private final ChangeDevice change;
    private final RotateApiKey rotation;

    DevicesResource(DeviceDocuments documents, KnownDevices known, ChangeDevice change, RotateApiKey rotation) {
        this.documents = documents;
        this.known = known;
        this.change = change;
        this.rotation = rotation;
    }

    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<DeviceList> list(
            @Nullable @QueryParam("status") String status,
            @Nullable @QueryParam("device_type") String deviceType,
            @Nullable @QueryParam("search") String search,
            @QueryParam("sort") @DefaultValue("id") String sort,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("offset") @DefaultValue("0") long offset) {
        DeviceFilter filter = new DeviceFilter(
                Optional.ofNullable(status).map(DevicesResource::status),
                Optional.ofNullable(deviceType),
                Optional.ofNullable(search),
                sort(sort));
        return documents.page(filter, limit, offset);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<DeviceDetails> details(@PathParam("id") String id) {
        return known.get(id).chain(documents::details);
    }

    @PUT
    @Path("/{id}/status")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<StatusChanged> setStatus(@PathParam("id") String id, byte[] body) {
        DeviceId device = KnownDevices.parse(id);
        JsonForm form = JsonForm.read(body);
        String wanted = form.requiredText("status", LONGEST_STATUS);
        form.check();
        DeviceStatus status = DeviceStatus.parse(wanted)
                .orElseThrow(() -> ProblemException.invalid(
                        Violation.inBody("status", "must be active, inactive or maintenance")));
        return change.setStatus(device, status)
                .map(before -> new StatusChanged(device.value(), before.wireName(), status.wireName()));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<Response> remove(@PathParam("id") String id) {
        return change.remove(KnownDevices.parse(id))
                .map(_ -> Response.noContent().build());
    }

    @POST
    @Path("/{id}/api-keys")
    @RolesAllowed(OperatorRole.Names.ADMIN)
    public Uni<Response> rotate(@PathParam("id") String id, @Nullable @QueryParam("grace") String grace) {
        Duration wait = grace == null ? Duration.ZERO : grace(grace);
        return known.get(id)
                .chain(device -> rotation.rotate(device.id(), wait)
                        .map(key -> new RotatedKey(device.id().value(), key.text(), grace)))
                .map(rotated ->
                        Response.status(Response.Status.CREATED).entity(rotated).build());
    }

    private static Duration grace(String text) {
        return TimeSpan.parse(text)
                .orElseThrow(() ->
                        ProblemException.invalid(Violation.inQuery("grace", "must be " + TimeSpan.ACCEPTED_FORM)));
    }

    private static DeviceStatus status(String text) {
        return DeviceStatus.parse(text)
                .orElseThrow(() -> ProblemException.invalid(
                        Violation.inQuery("status", "must be active, inactive or maintenance")));
    }

    private static Sort sort(String text) {
        for (Sort sort : Sort.values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(text)) {
                return sort;
            }
        }
        throw ProblemException.invalid(Violation.inQuery("sort", "must be id, name, created_at or newest"));
    }
}
