package io.iotflow.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The uses of keys on their way from the services that let devices in to the one that keeps them: sums and latest times
 * in Redis, by the hash of the key. A sum is taken once; what is taken by a process that ends before it is kept is not
 * counted. Fails when Redis does not answer.
 */
@Singleton
public class KeyUseLedger {

    private static final String COUNTS = "iotflow:key-uses:counts";
    private static final String TIMES = "iotflow:key-uses:times";

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
                taken[#taken + 1] = popped[i]
                taken[#taken + 1] = redis.call('HGET', KEYS[1], popped[i]) or '0'
                taken[#taken + 1] = tostring(popped[i + 1])
                redis.call('HDEL', KEYS[1], popped[i])
            end
            return taken
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

    /** Those that wait longest, at most so many; they are gone from here. */
    public Uni<Map<KeyHash, KeyUse>> take(int most) {
        return redis.eval(List.of(TAKE, "2", COUNTS, TIMES, Integer.toString(most)))
                .map(KeyUseLedger::read);
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
