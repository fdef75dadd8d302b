package io.iotflow.limit;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Holds the limits of {@link RateLimited} methods before they are entered. Made when first used: filters are made before settings. */
@ApplicationScoped
class RateLimitFilter {

    private final RateLimiter limiter;
    private final LimitSettings settings;
    private final CurrentIdentityAssociation identity;
    private final Map<String, Quota<String>> quotas = new ConcurrentHashMap<>();

    RateLimitFilter(RateLimiter limiter, LimitSettings settings, CurrentIdentityAssociation identity) {
        this.limiter = limiter;
        this.settings = settings;
        this.identity = identity;
    }

    @RateLimited
    @ServerRequestFilter
    public Uni<Void> limit(ResourceInfo resource, HttpServerRequest request) {
        RateLimited terms = resource.getResourceMethod().getAnnotation(RateLimited.class);
        Limit usual = new Limit(terms.requests(), Duration.ofSeconds(terms.windowSeconds()));
        Limit limit = settings.limit(terms.name(), usual);
        Quota<String> quota = quotas.computeIfAbsent(terms.name(), terms.guards() ? limiter::guard : limiter::quota);
        return caller(terms.by(), request)
                .chain(caller -> caller.map(counted -> quota.take(counted, limit))
                        .orElseGet(() -> Uni.createFrom().item(Verdict.Unchecked.INSTANCE)))
                .invoke(verdict -> LimitAnswer.give(request.response(), verdict))
                .replaceWithVoid();
    }

    private Uni<Optional<String>> caller(RateLimited.Caller by, HttpServerRequest request) {
        return switch (by) {
            case ADDRESS ->
                Uni.createFrom().item(Optional.of(request.remoteAddress().hostAddress()));
            case IDENTITY ->
                identity.getDeferredIdentity()
                        .map(found -> found.isAnonymous()
                                ? Optional.empty()
                                : Optional.of(found.getPrincipal().getName()));
        };
    }
}
