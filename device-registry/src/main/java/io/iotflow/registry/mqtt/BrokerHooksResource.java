package io.iotflow.registry.mqtt;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.identity.CertifiedDevices;
import io.iotflow.identity.DeviceIdentifier;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.Identification;
import io.iotflow.problem.ProblemException;
import io.iotflow.registry.form.JsonForm;
import io.iotflow.service.ServicesOnly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/**
 * What a broker asks: may this client connect, and may it use this topic? In the form of EMQX's HTTP authenticator and
 * authorizer (EMQX 5, "HTTP service"): the answer is always 200 with {@code result} of {@code allow} or {@code deny}; a
 * registry that can't tell answers 503, which EMQX takes for a failure of the service and not for a refusal.
 */
@Path("/internal/mqtt")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ServicesOnly
class BrokerHooksResource {

    private static final int LONGEST = 65_535;
    private static final String PUBLISH = "publish";
    private static final String SUBSCRIBE = "subscribe";

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Verdict(String result, boolean isSuperuser) {

        static Verdict of(boolean allowed) {
            return new Verdict(allowed ? "allow" : "deny", false);
        }
    }

    private final DeviceIdentifier identifier;
    private final CertifiedDevices devices;

    BrokerHooksResource(DeviceIdentifier identifier, CertifiedDevices devices) {
        this.identifier = identifier;
        this.devices = devices;
    }

    /** {@code username} is the device's id, {@code password} its key. */
    @POST
    @Path("/auth")
    public Uni<Verdict> mayConnect(byte[] body) {
        JsonForm form = JsonForm.read(body);
        String user = form.text("username", LONGEST).orElse("");
        String key = form.text("password", LONGEST).orElse("");
        return identifier.identify(key).map(answer -> Verdict.of(isDevice(answer, user)));
    }

    /** {@code action} is {@code publish} or {@code subscribe}. */
    @POST
    @Path("/acl")
    public Uni<Verdict> mayUse(byte[] body) {
        JsonForm form = JsonForm.read(body);
        String action = form.text("action", LONGEST).orElse("");
        Optional<DeviceId> user = form.text("username", LONGEST).flatMap(DeviceId::parse);
        boolean fits = form.text("topic", LONGEST)
                .flatMap(DeviceTopic::parse)
                .filter(topic -> user.filter(topic.device()::equals).isPresent())
                .filter(topic -> isOpen(topic, action))
                .isPresent();
        if (!fits) {
            return Uni.createFrom().item(Verdict.of(false));
        }
        String id = user.orElseThrow().toString();
        return devices.identify(id).map(answer -> Verdict.of(isDevice(answer, id)));
    }

    private static boolean isOpen(DeviceTopic topic, String action) {
        return switch (action) {
            case PUBLISH -> topic.isPublishable();
            case SUBSCRIBE -> topic.isSubscribable();
            default -> false;
        };
    }

    private static boolean isDevice(Identification answer, String user) {
        return switch (answer) {
            case Identification.Known(DeviceIdentity device) ->
                device.isActive() && device.id().toString().equals(user);
            case Identification.Unknown() -> false;
            case Identification.Unavailable(var retryIn) ->
                throw ProblemException.unavailable(
                        "Service unavailable", "Devices can't be recognised right now. Ask again later.", retryIn);
        };
    }
}
