package io.iotflow.registry.credential;

import io.iotflow.identity.KeyHash;
import io.iotflow.identity.KeyUse;
import io.iotflow.identity.KeyUseLedger.Batch;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** The columns {@code last_used_at} and {@code use_count} of the table {@code device_api_keys}, and what was added to them. */
@Singleton
class KeyUseRepository {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Database database;
    private final Clock clock;

    KeyUseRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Adds these uses unless that was done already; keys that are gone are passed over. One statement, which locks rows in
     * the order of their ids.
     */
    Uni<Void> keep(Batch batch) {
        List<Map.Entry<KeyHash, KeyUse>> order = List.copyOf(batch.uses().entrySet());
        Buffer[] hashes = order.stream()
                .map(entry -> Buffer.buffer(entry.getKey().toBytes()))
                .toArray(Buffer[]::new);
        Long[] counts = order.stream().map(entry -> entry.getValue().count()).toArray(Long[]::new);
        OffsetDateTime[] times = order.stream()
                .map(entry -> DatabaseTime.of(entry.getValue().last()))
                .toArray(OffsetDateTime[]::new);
        String sql = """
                with fresh as (
                    insert into key_use_batches (name, kept_at) values ($4, $5) on conflict do nothing returning name),
                used as (
                    select k.id, u.count, u.last
                    from unnest($1::bytea[], $2::bigint[], $3::timestamptz[]) as u (key_sha256, count, last)
                    join device_api_keys k on k.key_sha256 = u.key_sha256
                    where exists (select from fresh)
                    order by k.id for update of k)
                update device_api_keys k set use_count = k.use_count + used.count,
                    last_used_at = greatest(k.last_used_at, used.last)
                from used where k.id = used.id""";
        return database.run(sql, Tuple.of(hashes, counts, times, batch.name(), DatabaseTime.of(clock.instant())))
                .replaceWithVoid();
    }

    /** Forgets batches that were kept so long ago that nobody brings them again. */
    Uni<Void> forgetOld() {
        return database.run(
                        "delete from key_use_batches where kept_at < $1",
                        Tuple.of(DatabaseTime.of(clock.instant().minus(REMEMBERED))))
                .replaceWithVoid();
    }
}
