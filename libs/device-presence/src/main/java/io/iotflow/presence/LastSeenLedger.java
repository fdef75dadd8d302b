package io.iotflow.presence;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When devices were last heard, for whoever keeps it for good: a sorted set in Redis that every recorder adds to. Taking
 * is in two steps, so that nothing is lost between; two that take at once take the same. Fails when Redis does not answer.
 */
@Singleton
public class LastSeenLedger {

    /** Removes those members that nobody heard again since they were read. */
    private static final String REMOVE_UNCHANGED = """
            for i = 1, #ARGV, 2 do
                if redis.call('ZSCORE', KEYS[1], ARGV[i]) == ARGV[i + 1] then
                    redis.call('ZREM', KEYS[1], ARGV[i])
                end
            end
            return 1
            """;

    private final RedisAPI redis;

    LastSeenLedger(RedisAPI redis) {
        this.redis = redis;
    }

    /** Those that wait longest, at most so many. */
    public Uni<Map<DeviceId, Instant>> oldest(int most) {
        return redis.zrange(List.of(PresenceKeys.LAST_SEEN, "0", Integer.toString(most - 1), "WITHSCORES"))
                .map(LastSeenLedger::read);
    }

    /** These are kept elsewhere now. */
    public Uni<Void> kept(Map<DeviceId, Instant> lastSeen) {
        List<String> call = new ArrayList<>(List.of(REMOVE_UNCHANGED, "1", PresenceKeys.LAST_SEEN));
        lastSeen.forEach((device, time) -> {
            call.add(device.toString());
            call.add(Long.toString(time.toEpochMilli()));
        });
        return redis.eval(call).replaceWithVoid();
    }

    private static Map<DeviceId, Instant> read(Response answer) {
        Map<DeviceId, Instant> lastSeen = new LinkedHashMap<>();
        for (Response pair : answer) {
            DeviceId.parse(pair.get(0).toString())
                    .ifPresent(device -> lastSeen.put(
                            device, Instant.ofEpochMilli(pair.get(1).toLong())));
        }
        return lastSeen;
    }
}
