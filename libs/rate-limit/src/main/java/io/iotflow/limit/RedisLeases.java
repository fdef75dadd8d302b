package io.iotflow.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Counters in Redis. A counter is one key, which Redis itself ends with its window, so no clock of ours matters. */
final class RedisLeases implements Leases {

    private static final Logger LOG = Logger.getLogger(RedisLeases.class);
    private static final String PREFIX = "rate_limit:";
    private static final long HERE = Long.MIN_VALUE;

    /**
     * Atomic: Redis runs one script at a time. The nearer the end of the limit, the smaller the lease, so that the last
     * requests go to the replica that needs them.
     */
    private static final String TAKE = """
            local used = tonumber(redis.call('GET', KEYS[1]) or '0')
            local left = math.max(0, tonumber(ARGV[1]) - used)
            local granted = math.min(left, tonumber(ARGV[2]), math.max(1, math.floor(left / 4)))
            if granted > 0 and used == 0 then
                redis.call('SET', KEYS[1], granted, 'PX', ARGV[3])
            elseif granted > 0 then
                redis.call('INCRBY', KEYS[1], granted)
            end
            return {granted, left - granted, redis.call('PTTL', KEYS[1])}
            """;

    private final RedisAPI redis;
    private final Duration timeout;
    private final long pauseNanos;
    private final Ticker ticker;
    private final AtomicLong awayUntil = new AtomicLong(HERE);

    /**
     * @param timeout how long a question waits for its answer
     * @param pause how long none is asked after one without an answer
     */
    RedisLeases(RedisAPI redis, Duration timeout, Duration pause) {
        this.redis = redis;
        this.timeout = timeout;
        this.pauseNanos = pause.toNanos();
        this.ticker = Ticker.systemTicker();
    }

    @Override
    public boolean isAway() {
        long until = awayUntil.get();
        return until != HERE && ticker.read() - until < 0;
    }

    @Override
    public Uni<Optional<Lease>> lease(String counter, Limit limit) {
        if (!mayAsk()) {
            return Uni.createFrom().item(Optional.empty());
        }
        List<String> call = List.of(
                TAKE,
                "1",
                PREFIX + counter,
                Integer.toString(limit.requests()),
                Integer.toString(limit.largestLease()),
                Long.toString(limit.window().toMillis()));
        return redis.eval(call)
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(RedisLeases::read)
                .invoke(_ -> awayUntil.set(HERE))
                .map(Optional::of)
                .onFailure(Throwable.class)
                .invoke(this::missed)
                .onFailure(Throwable.class)
                .recoverWithItem(Optional.empty());
    }

    private boolean mayAsk() {
        long until = awayUntil.get();
        long now = ticker.read();
        return until == HERE || (now - until >= 0 && awayUntil.compareAndSet(until, now + pauseNanos));
    }

    private void missed(Throwable failure) {
        if (awayUntil.getAndSet(ticker.read() + pauseNanos) == HERE) {
            LOG.warnf("Redis does not answer, so limits let pass: %s", failure);
        }
    }

    private static Lease read(Response answer) {
        return new Lease(
                answer.get(0).toInteger(),
                answer.get(1).toInteger(),
                Duration.ofMillis(Math.max(0, answer.get(2).toLong())));
    }
}
