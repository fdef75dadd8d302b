package io.iotflow.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.iotflow.limit.Verdict.Passed;
import io.iotflow.limit.Verdict.Refused;
import io.iotflow.limit.Verdict.Unchecked;
import io.iotflow.service.CallerContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * One limit, for all its callers. All replicas together never let more pass than the limit; with a limit of 50 and
 * more, a caller whose requests are spread over replicas may be refused up to a tenth early. A caller over its limit is
 * refused from memory. While Redis is away requests pass and are counted. Any thread; what waits for a lease may go on
 * on another one.
 *
 * @param <C> who is counted; its text is part of the key in Redis
 */
public final class Quota<C> {

    private static final Optional<Verdict> UNCHECKED = Optional.of(Unchecked.INSTANCE);

    private final String name;
    private final Leases leases;
    private final Ticker ticker = Ticker.systemTicker();
    private final Cache<C, Bucket> buckets;
    private final Counter refused;
    private final Counter unchecked;

    Quota(String name, Leases leases, LimiterSettings settings, MeterRegistry metrics) {
        this.name = name;
        this.leases = leases;
        this.buckets = Caffeine.newBuilder().maximumSize(settings.mostCallers()).build();
        this.refused = metrics.counter("iotflow.limit.refused", "limit", name);
        this.unchecked = metrics.counter("iotflow.limit.unchecked", "limit", name);
    }

    /** Decides from memory; empty when a lease is needed first: then {@link #take} decides. Counts only what it decides. */
    public Optional<Verdict> tryTake(C caller, Limit limit) {
        return limit.isUnlimited() ? UNCHECKED : tryTake(bucket(caller), limit);
    }

    /** Counts a request that may pass as far as is known here; empty when {@link #take} must decide, and then nothing is counted. */
    public Optional<Verdict> tryPass(C caller, Limit limit) {
        return limit.isUnlimited()
                ? UNCHECKED
                : bucket(caller).take(limit, ticker.read()).filter(Passed.class::isInstance);
    }

    /** Decides at once from memory where it can, otherwise after a call to Redis. Never fails. */
    public Uni<Verdict> take(C caller, Limit limit) {
        return limit.isUnlimited()
                ? Uni.createFrom().item(Unchecked.INSTANCE)
                : take(bucket(caller), name + ":" + caller, limit);
    }

    private Bucket bucket(C caller) {
        return buckets.get(caller, _ -> new Bucket());
    }

    private Optional<Verdict> tryTake(Bucket bucket, Limit limit) {
        Optional<Verdict> verdict = bucket.take(limit, ticker.read());
        if (verdict.isEmpty()) {
            return leases.isAway() ? Optional.of(passUnchecked()) : verdict;
        }
        switch (verdict.get()) {
            case Refused _ -> refused.increment();
            case Passed _, Unchecked _ -> {}
        }
        return verdict;
    }

    private Uni<Verdict> take(Bucket bucket, String counter, Limit limit) {
        return tryTake(bucket, limit)
                .map(Uni.createFrom()::item)
                .orElseGet(() -> CallerContext.keep(bucket.lease(() -> ask(bucket, counter, limit)))
                        .chain(lease -> lease.isPresent()
                                ? take(bucket, counter, limit)
                                : Uni.createFrom().item(passUnchecked())));
    }

    private Uni<Optional<Lease>> ask(Bucket bucket, String counter, Limit limit) {
        long askedAt = ticker.read();
        return leases.lease(counter, limit)
                .invoke(lease -> lease.ifPresent(granted -> bucket.fill(limit, granted, askedAt, ticker.read())));
    }

    private Verdict passUnchecked() {
        unchecked.increment();
        return Unchecked.INSTANCE;
    }
}
