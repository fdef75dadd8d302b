package io.iotflow.registry.registration;

import io.iotflow.limit.RateLimited;
import io.iotflow.registry.device.DeviceDescription;
import io.iotflow.registry.form.JsonForm;
import io.iotflow.registry.registration.RegisterDevice.Outcome.Registered;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Registration over HTTP. */
@Path("/api/v1/devices/register")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class RegistrationResource {

    /** The answer to a registration. */
    record RegistrationAnswer(String message, RegisteredDevice device) {}

    private final RegisterDevice registration;
    private final ProvisioningAccess access;

    RegistrationResource(RegisterDevice registration, ProvisioningAccess access) {
        this.registration = registration;
        this.access = access;
    }

    /** Registers one device; the answer shows its key, once. */
    @POST
    @RateLimited(name = "registration", requests = 10, windowSeconds = 300, guards = true)
    public Uni<Response> register(@Nullable @HeaderParam("X-Provisioning-Key") String provisioningKey, byte[] body) {
        access.check(provisioningKey);
        return registration
                .register(DeviceDescription.read(JsonForm.read(body)))
                .map(RegistrationResource::created);
    }

    private static Response created(Registered registered) {
        RegisteredDevice shown = RegisteredDevice.of(registered);
        return Response.status(Response.Status.CREATED)
                .entity(new RegistrationAnswer("Device registered successfully", shown))
                .build();
    }
}
