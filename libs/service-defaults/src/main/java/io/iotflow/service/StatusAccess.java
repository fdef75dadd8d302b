package io.iotflow.service;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Decides who may ask how things are: anyone, or anyone with a valid credential. */
@Singleton
public class StatusAccess {

    private final StatusSettings settings;
    private final CurrentIdentityAssociation callers;

    StatusAccess(StatusSettings settings, CurrentIdentityAssociation callers) {
        this.settings = settings;
        this.callers = callers;
    }

    /** Lets the caller of the current request pass, or fails with {@link UnauthorizedException}. */
    public Uni<Void> check() {
        return switch (settings.access()) {
            case OPEN -> Uni.createFrom().voidItem();
            case AUTHENTICATED ->
                callers.getDeferredIdentity()
                        .invoke(StatusAccess::refuseAnonymous)
                        .replaceWithVoid();
        };
    }

    private static void refuseAnonymous(SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            throw new UnauthorizedException();
        }
    }
}
