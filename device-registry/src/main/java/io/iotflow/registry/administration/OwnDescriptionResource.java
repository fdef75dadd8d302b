package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.presence.Presence;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.registry.device.DeviceJson;
import io.iotflow.registry.form.JsonForm;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** What a device says of itself. */
@Path("/api/v1/devices/config")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(DevicePrincipal.ROLE)
class OwnDescriptionResource {

    private static final int LONGEST_STATUS = 20;

    record Described(String message, DeviceJson device) {}

    private final ChangeDevice change;
    private final SecurityIdentity caller;

    OwnDescriptionResource(ChangeDevice change, SecurityIdentity caller) {
        this.change = change;
        this.caller = caller;
    }

    /** Location, versions and status; a device that sets itself not active is refused from then on. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Described> describe(byte[] body) {
        JsonForm form = JsonForm.read(body);
        Optional<DeviceStatus> status = form.text("status", LONGEST_STATUS).map(OwnDescriptionResource::status);
        return change.describeSelf(
                        ((DevicePrincipal) caller.getPrincipal()).device().id(), form, status)
                .map(device -> new Described(
                        "Device configuration updated successfully", DeviceJson.of(device, Presence.UNHEARD)));
    }

    private static DeviceStatus status(String name) {
        return DeviceStatus.parse(name)
                .orElseThrow(() -> ProblemException.invalid(
                        Violation.inBody("status", "must be active, inactive or maintenance")));
    }
}
