package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.registry.administration.DeviceDocuments.DeviceDetails;
import io.iotflow.registry.administration.DeviceDocuments.DeviceList;
import io.iotflow.registry.device.KnownDevices;
import io.iotflow.registry.form.JsonForm;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Devices for admin-service, which speaks to operators; their roles are checked here as well. */
@Path("/internal/devices")
@Produces(MediaType.APPLICATION_JSON)
class DevicesResource {

    private static final int LONGEST_STATUS = 20;

    record StatusChanged(long deviceId, String oldStatus, String newStatus) {}

    private final DeviceDocuments documents;
    private final KnownDevices known;
    private final ChangeDevice change;

    DevicesResource(DeviceDocuments documents, KnownDevices known, ChangeDevice change) {
        this.documents = documents;
        this.known = known;
        this.change = change;
    }

    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<DeviceList> list(@BeanParam DeviceQuery query) {
        return documents.page(query.check());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<DeviceDetails> details(@PathParam("id") String id) {
        return known.get(id).chain(documents::details);
    }

    /** Changes what is said of a device; members that are not sent stay as they are. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<DeviceDetails> describe(@PathParam("id") String id, byte[] body) {
        DeviceId device = KnownDevices.parse(id);
        return change.describe(device, JsonForm.read(body)).chain(documents::details);
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
}
