package io.iotflow.registry.group;

import io.iotflow.domain.DeviceId;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The table {@code device_group_members}. */
@Singleton
class MembershipRepository {

    private final Clock clock;

    MembershipRepository(Clock clock) {
        this.clock = clock;
    }

    /** Adds devices; those that are members stay so, and those that do not exist are passed over. */
    Uni<Integer> add(DatabaseStatements statements, long group, List<DeviceId> devices) {
        String sql = """
                insert into device_group_members (group_id, device_id, added_at)
                select $1, devices.id, $3 from devices where devices.id = any($2)
                on conflict do nothing""";
        return statements
                .run(sql, Tuple.of(group, ids(devices), DatabaseTime.of(clock.instant())))
                .map(rows -> rows.rowCount());
    }

    /** Removes devices. */
    Uni<Integer> remove(DatabaseStatements statements, long group, List<DeviceId> devices) {
        return statements
                .run(
                        "delete from device_group_members where group_id = $1 and device_id = any($2)",
                        Tuple.of(group, ids(devices)))
                .map(rows -> rows.rowCount());
    }

    private static Long[] ids(List<DeviceId> devices) {
        return devices.stream().map(DeviceId::value).toArray(Long[]::new);
    }
}
