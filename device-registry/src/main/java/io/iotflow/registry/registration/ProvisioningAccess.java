package io.iotflow.registry.registration;

import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.service.SecretHash;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets those register who may. */
@Singleton
class ProvisioningAccess {

    private final RegistrationSettings settings;
    private final Optional<SecretHash> key;
    private final CurrentIdentityAssociation callers;

    ProvisioningAccess(RegistrationSettings settings, CurrentIdentityAssociation callers) {
        this.settings = settings;
        this.key = settings.keySha256().flatMap(SecretHash::parse);
        this.callers = callers;
    }

    /** A service that could let nobody in, or everybody by mistake, does not start. */
    void refuseUnsafeSettings(@Observes StartupEvent starting) {
        if (settings.access() == RegistrationSettings.Access.KEY && key.isEmpty()) {
            throw new IllegalStateException(
                    "Registration needs a key, but iotflow.registration.key-sha256 is not set to "
                            + "64 hexadecimal digits. Set it to the SHA-256 of the provisioning key, or set iotflow.registration.access=open.");
        }
    }

    /** Fails with the problem that the caller is told. */
    void check(@Nullable String offeredKey) {
        if (settings.access() == RegistrationSettings.Access.KEY && !isRight(offeredKey)) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED, "Registration needs the provisioning key in X-Provisioning-Key.");
        }
    }

    /** Lets the holder of the provisioning key pass, and admins; registration that is open to all is for one device. */
    Uni<Void> checkBatch(@Nullable String offeredKey) {
        if (isRight(offeredKey)) {
            return Uni.createFrom().voidItem();
        }
        return callers.getDeferredIdentity()
                .invoke(ProvisioningAccess::refuseUnlessAdmin)
                .replaceWithVoid();
    }

    private static void refuseUnlessAdmin(SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED,
                    "A batch needs the provisioning key in X-Provisioning-Key, or an admin token.");
        }
        if (!caller.hasRole(OperatorRole.Names.ADMIN)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "This credential does not allow that.");
        }
    }

    private boolean isRight(@Nullable String offeredKey) {
        return offeredKey != null
                && key.filter(expected -> expected.isOf(offeredKey)).isPresent();
    }
}
