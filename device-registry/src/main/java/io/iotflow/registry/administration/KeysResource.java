package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimeSpan;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import io.iotflow.registry.administration.DeviceDocuments.AuthRecord;
import io.iotflow.registry.credential.ApiKeyRepository;
import io.iotflow.registry.credential.RotateApiKey;
import io.iotflow.registry.device.KnownDevices;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of a device, for admin-service. */
@Path("/internal/devices/{id}/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.ADMIN)
class KeysResource {

    private static final String UNCHANGED = "unchanged";

    record RotatedKey(
            long deviceId, String apiKey, @Nullable String oldKeysValidFor) {}

    record Keys(long deviceId, List<AuthRecord> apiKeys) {}

    private final KnownDevices known;
    private final ApiKeyRepository keys;
    private final RotateApiKey rotation;

    KeysResource(KnownDevices known, ApiKeyRepository keys, RotateApiKey rotation) {
        this.known = known;
        this.keys = keys;
        this.rotation = rotation;
    }

    /** All that are not removed, the newest first; never a hash. */
    @GET
    public Uni<Keys> list(@PathParam("id") String id) {
        return known.get(id)
                .chain(device -> keys.of(device.id())
                        .map(records -> new Keys(
                                device.id().value(),
                                records.stream().map(DeviceDocuments::shown).toList())));
    }

    /**
     * A new key, shown once. The old ones end at once, after {@code grace} such as {@code 24h}, or not at all with
     * {@code grace=unchanged}.
     */
    @POST
    public Uni<Response> rotate(@PathParam("id") String id, @Nullable @QueryParam("grace") String grace) {
        Optional<Duration> wait = grace == null ? Optional.of(Duration.ZERO) : grace(grace);
        return known.get(id)
                .chain(device -> rotation.rotate(device.id(), wait)
                        .map(key -> new RotatedKey(device.id().value(), key.text(), grace)))
                .map(rotated ->
                        Response.status(Response.Status.CREATED).entity(rotated).build());
    }

    /** Ends one key at once, everywhere. */
    @DELETE
    @Path("/{key}")
    public Uni<Response> revoke(@PathParam("id") String id, @PathParam("key") String key) {
        // Keys are numbered like devices.
        long keyId = DeviceId.parse(key)
                .orElseThrow(() -> ProblemException.titled(
                        ProblemType.NOT_FOUND, "Key not found", "The device has no key with this id."))
                .value();
        return known.get(id)
                .chain(device -> rotation.revoke(device.id(), keyId))
                .map(_ -> Response.noContent().build());
    }

    private static Optional<Duration> grace(String text) {
        if (text.equals(UNCHANGED)) {
            return Optional.empty();
        }
        return Optional.of(TimeSpan.parse(text)
                .orElseThrow(() -> ProblemException.invalid(
                        Violation.inQuery("grace", "must be unchanged, or " + TimeSpan.ACCEPTED_FORM))));
    }
}
