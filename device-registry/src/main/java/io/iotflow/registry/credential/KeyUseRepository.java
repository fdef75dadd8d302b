package io.iotflow.registry.credential;

import io.iotflow.identity.KeyHash;
import io.iotflow.identity.KeyUse;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** The columns {@code last_used_at} and {@code use_count} of the table {@code device_api_keys}. */
@Singleton
class KeyUseRepository {

    private final Database database;

    KeyUseRepository(Database database) {
        this.database = database;
    }

    /** Adds these uses; keys that are gone are passed over. One statement, which locks rows in the order of their ids. */
    Uni<Void> keep(Map<KeyHash, KeyUse> uses) {
        List<Map.Entry<KeyHash, KeyUse>> order = List.copyOf(uses.entrySet());
        Buffer[] hashes = order.stream()
                .map(entry -> Buffer.buffer(entry.getKey().toBytes()))
                .toArray(Buffer[]::new);
        Long[] counts = order.stream().map(entry -> entry.getValue().count()).toArray(Long[]::new);
        OffsetDateTime[] times = order.stream()
                .map(entry -> DatabaseTime.of(entry.getValue().last()))
                .toArray(OffsetDateTime[]::new);
        String sql = """
                with used as (
                    select k.id, u.count, u.last
                    from unnest($1::bytea[], $2::bigint[], $3::timestamptz[]) as u (key_sha256, count, last)
                    join device_api_keys k on k.key_sha256 = u.key_sha256
                    order by k.id for update of k)
                update device_api_keys k set use_count = k.use_count + used.count,
                    last_used_at = greatest(k.last_used_at, used.last)
                from used where k.id = used.id""";
        return database.run(sql, Tuple.of(hashes, counts, times)).replaceWithVoid();
    }
}
