package io.iotflow.registry.connectivity;

import io.iotflow.domain.DeviceId;
import io.iotflow.registry.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The column {@code last_seen} of the table {@code devices}. */
@Singleton
class LastSeenRepository {

    private final Database database;

    LastSeenRepository(Database database) {
        this.database = database;
    }

    /** Keeps these times unless later ones are kept; devices that are gone are passed over. One statement. */
    Uni<Void> keep(Map<DeviceId, Instant> lastSeen) {
        // Always in the same order, so that two replicas do not wait for each other's rows.
        List<DeviceId> devices = new ArrayList<>(lastSeen.keySet());
        devices.sort((one, other) -> Long.compare(one.value(), other.value()));
        Long[] ids = devices.stream().map(DeviceId::value).toArray(Long[]::new);
        OffsetDateTime[] times = devices.stream()
                .map(device -> lastSeen.getOrDefault(device, Instant.EPOCH).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        String sql = """
                update devices d set last_seen = heard.at
                from unnest($1::bigint[], $2::timestamptz[]) as heard (device_id, at)
                where d.id = heard.device_id and (d.last_seen is null or d.last_seen < heard.at)""";
        return database.run(sql, Tuple.of(ids, times)).replaceWithVoid();
    }
}
