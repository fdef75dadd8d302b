package io.iotflow.registry.connectivity;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DevicePrincipal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Who asks, and when. */
@Singleton
class RequestContext {

    private final SecurityIdentity caller;
    private final Clock clock;

    RequestContext(SecurityIdentity caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /** The device behind the request; only where the role is required. */
    DeviceId device() {
        return ((DevicePrincipal) caller.getPrincipal()).device().id();
    }

    Instant now() {
        return clock.instant();
    }
}
