package io.iotflow.identity;

import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Reads {@code X-API-Key}. A device that is not active is known and refused, and is told its status. */
@Singleton
class DeviceAuthentication implements HttpAuthenticationMechanism {

    private static final String HEADER = "X-API-Key";

    private final DeviceIdentifier identifier;

    DeviceAuthentication(DeviceIdentifier identifier) {
        this.identifier = identifier;
    }

    @Override
    public Uni<@Nullable SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        String key = exchange.request().getHeader(HEADER);
        if (key == null) {
            return Uni.createFrom().nullItem();
        }
        return identifier.identify(key).invoke(DeviceAuthentication::note).map(DeviceAuthentication::identity);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "ApiKey realm=\"iotflow\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext exchange) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.OTHER_HEADER, HEADER));
    }

    /** The lines of this request say which device it was. */
    private static void note(Identification identification) {
        if (identification instanceof Known(DeviceIdentity device)) {
            MDC.put("device_id", device.id().toString());
        }
    }

    private static SecurityIdentity identity(Identification identification) {
        return switch (identification) {
            case Known(DeviceIdentity device)
            when device.isActive() ->
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(new DevicePrincipal(device))
                        .addRole(DevicePrincipal.ROLE)
                        .build();
            case Known(DeviceIdentity device) ->
                throw ProblemException.of(
                        ProblemType.DEVICE_NOT_ACTIVE,
                        "Device is currently " + device.status().wireName());
            case Unknown() -> throw new AuthenticationFailedException();
            case Unavailable(var retryIn) ->
                throw ProblemException.unavailable(
                        "Service unavailable", "Devices can't be recognised right now. Send it again later.", retryIn);
        };
    }
}
