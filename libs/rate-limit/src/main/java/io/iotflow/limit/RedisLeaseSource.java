package io.iotflow.limit;

import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The counters in Redis. */
@Singleton
@Typed(LeaseSource.class)
final class RedisLeaseSource implements LeaseSource {

    private final RedisAPI redis;
    private final LimiterSettings settings;

    RedisLeaseSource(RedisAPI redis, LimiterSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    @Override
    public Leases within(Duration patience) {
        return new RedisLeases(redis, patience, settings.redisPause());
    }
}
