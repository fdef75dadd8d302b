package io.iotflow.ingest.quota;

import io.iotflow.identity.DevicePrincipal;
import io.iotflow.limit.LimitAnswer;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds the limit of {@link TelemetryLimited} methods before their body is decoded. */
@ApplicationScoped
class TelemetryLimitFilter {

    private final TelemetryQuota quota;
    private final CurrentIdentityAssociation identity;

    TelemetryLimitFilter(TelemetryQuota quota, CurrentIdentityAssociation identity) {
        this.quota = quota;
        this.identity = identity;
    }

    /** Who is no device is left to the access check. */
    @TelemetryLimited
    @ServerRequestFilter
    public Uni<Void> limit(HttpServerRequest request) {
        return identity.getDeferredIdentity().chain(caller -> limit(caller, request));
    }

    private Uni<Void> limit(SecurityIdentity caller, HttpServerRequest request) {
        return caller.getPrincipal() instanceof DevicePrincipal(var device)
                ? quota.take(device)
                        .invoke(verdict -> LimitAnswer.give(request.response(), verdict))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
