package io.iotflow.ingest.quota;

import io.iotflow.identity.DevicePrincipal;
import io.iotflow.limit.LimitAnswer;
import io.iotflow.limit.Verdict;
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
    private final RefusalPace pace;
    private final CurrentIdentityAssociation identity;

    TelemetryLimitFilter(TelemetryQuota quota, RefusalPace pace, CurrentIdentityAssociation identity) {
        this.quota = quota;
        this.pace = pace;
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
                        .call(verdict -> verdict instanceof Verdict.Refused
                                ? pace.next(device.id())
                                : Uni.createFrom().voidItem())
                        .invoke(verdict -> LimitAnswer.give(request.response(), verdict))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
