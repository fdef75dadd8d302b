package io.iotflow.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The uses of keys on their way from the services that let devices in to the one that keeps them: sums and latest times
 * in Redis, by the hash of the key. What is taken stays here as a batch with a name until it is settled, so that another
 * process can go on with it when the one that took it has ended. Fails when Redis does not answer.
 */
@Singleton
public class KeyUseLedger {

    private static final String COUNTS = "iotflow:key-uses:counts";
    private static final String TIMES = "iotflow:key-uses:times";

    private static final String BATCHES = "iotflow:key-uses:batches";
    private static final String BATCH = "iotflow:key-uses:batch:";

    /**
     * Uses that were taken.
     *
     * @param name no other batch has it
     */
    public record Batch(String name, Map<KeyHash, KeyUse> uses) {}

    private static final String ADD = """
            for i = 1, #ARGV, 3 do
                redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1])
                redis.call('ZADD', KEYS[2], 'GT', ARGV[i + 2], ARGV[i])
            end
            return 1
            """;

    /** The time is a text for Redis cuts numbers of a script to whole ones. */
    private static final String TAKE = """
            local popped = redis.call('ZPOPMIN', KEYS[2], ARGV[1])
            local taken = {}
            for i = 1, #popped, 2 do
                redis.call('RPUSH', KEYS[4], popped[i], redis.call('HGET', KEYS[1], popped[i]) or '0',
                    tostring(popped[i + 1]))
                redis.call('HDEL', KEYS[1], popped[i])
            end
            if #popped > 0 then
                redis.call('ZADD', KEYS[3], redis.call('TIME')[1], ARGV[2])
            end
            return redis.call('LRANGE', KEYS[4], 0, -1)
            """;

    /** Whoever is told of a batch has it to itself for as long again. */
    private static final String ABANDONED = """
            local now = tonumber(redis.call('TIME')[1])
            local found = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[1]), 'LIMIT', 0, 1)
            if #found > 0 then
                redis.call('ZADD', KEYS[1], now, found[1])
            end
            return found
            """;

    private final RedisAPI redis;

    KeyUseLedger(RedisAPI redis) {
        this.redis = redis;
    }

    /** Adds to what is there. */
    public Uni<Void> add(Map<KeyHash, KeyUse> uses) {
        List<String> call = new ArrayList<>(List.of(ADD, "2", COUNTS, TIMES));
        uses.forEach((key, use) -> {
            call.add(key.toHex());
            call.add(Long.toString(use.count()));
            call.add(Long.toString(use.last().toEpochMilli()));
        });
        return redis.eval(call).replaceWithVoid();
    }

    /** Those that wait longest, at most so many keys; nobody else takes them. */
    public Uni<Batch> take(int most) {
        String name = UUID.randomUUID().toString();
        return redis.eval(List.of(TAKE, "4", COUNTS, TIMES, BATCHES, BATCH + name, Integer.toString(most), name))
                .map(answer -> new Batch(name, read(answer)));
    }

    /** A batch that was taken so long ago and not settled; empty when there is none. */
    public Uni<Optional<Batch>> abandoned(Duration longAgo) {
        return redis.eval(List.of(ABANDONED, "1", BATCHES, Long.toString(longAgo.toSeconds())))
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : batch(found.get(0).toString()).map(Optional::of));
    }

    private Uni<Batch> batch(String name) {
        return redis.lrange(BATCH + name, "0", "-1").map(answer -> new Batch(name, read(answer)));
    }

    /** A batch has been kept for good. */
    public Uni<Void> settle(Batch batch) {
        return redis.zrem(List.of(BATCHES, batch.name()))
                .chain(() -> redis.del(List.of(BATCH + batch.name())))
                .replaceWithVoid();
    }

    private static Map<KeyHash, KeyUse> read(Response answer) {
        Map<KeyHash, KeyUse> uses = new HashMap<>();
        for (int i = 0; i + 2 < answer.size(); i += 3) {
            Instant last = Instant.ofEpochMilli(answer.get(i + 2).toLong());
            uses.put(
                    KeyHash.ofHex(answer.get(i).toString()),
                    new KeyUse(answer.get(i + 1).toLong(), last));
        }
        return uses;
    }
}
