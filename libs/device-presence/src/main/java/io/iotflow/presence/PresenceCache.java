package io.iotflow.presence;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is remembered of presences as a whole, for operators. What is forgotten is remembered again when a device is heard; until
 * then it counts as offline. Fails when Redis does not answer.
 */
@Singleton
public class PresenceCache {

    private static final String ALL = PresenceKeys.PREFIX + "*";
    private static final String PAGE = "1000";
    private static final String BEGIN = "0";

    /** What one step does with the keys that it found; a number is added up. */
    @FunctionalInterface
    private interface Step {
        Uni<Long> with(List<String> keys);
    }

    /**
     * Figures of the cache.
     *
     * @param presences of how many devices it is remembered when they were heard
     * @param memory what Redis uses for all it holds, in bytes
     * @param uptime in seconds
     */
    public record Figures(long presences, long memory, long uptime, String version) {}

    private final RedisAPI redis;

    PresenceCache(RedisAPI redis) {
        this.redis = redis;
    }

    /** Walks over all keys of Redis, a bounded number at a time. */
    public Uni<Figures> figures() {
        return redis.info(List.of())
                .map(answer -> facts(answer.toString()))
                .chain(facts -> walk(keys -> Uni.createFrom().item((long) keys.size()))
                        .map(presences -> new Figures(
                                presences,
                                number(facts, "used_memory"),
                                number(facts, "uptime_in_seconds"),
                                facts.getOrDefault("redis_version", ""))));
    }

    /** Forgets all presences; answers of how many devices. */
    public Uni<Long> clear() {
        return walk(this::remove);
    }

    /** Forgets the presence of one device; answers whether there was one. */
    public Uni<Boolean> clear(DeviceId device) {
        return remove(List.of(PresenceKeys.of(device))).map(removed -> removed > 0);
    }

    private Uni<Long> walk(Step step) {
        AtomicReference<String> cursor = new AtomicReference<>(BEGIN);
        return Uni.createFrom()
                .deferred(() -> redis.scan(List.of(cursor.get(), "MATCH", ALL, "COUNT", PAGE)))
                .invoke(answer -> cursor.set(answer.get(0).toString()))
                .chain(answer -> step.with(keys(answer.get(1))))
                .repeat()
                .whilst(_ -> !BEGIN.equals(cursor.get()))
                .collect()
                .in(AtomicLong::new, AtomicLong::addAndGet)
                .map(AtomicLong::get);
    }

    private static List<String> keys(Response found) {
        List<String> keys = new ArrayList<>();
        for (Response key : found) {
            keys.add(key.toString());
        }
        return keys;
    }

    private Uni<Long> remove(List<String> keys) {
        return keys.isEmpty() ? Uni.createFrom().item(0L) : redis.unlink(keys).map(Response::toLong);
    }

    private static Map<String, String> facts(String text) {
        Map<String, String> facts = new HashMap<>();
        text.lines()
                .map(line -> line.split(":", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> {
                    facts.put(pair[0], pair[1].strip());
                });
        return facts;
    }

    private static long number(Map<String, String> facts, String name) {
        return Long.parseLong(facts.getOrDefault(name, "0"));
    }
}
