package io.iotflow.registry.command;

import io.iotflow.domain.DeviceId;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What time does to the table {@code device_commands}. Several replicas may do it at once. */
@Singleton
class CommandUpkeepRepository {

    private final Database database;

    CommandUpkeepRepository(Database database) {
        this.database = database;
    }

    /** Writes down that commands have expired. */
    Uni<Integer> expire(Instant now, int most) {
        String sql = """
                update device_commands set status = 'expired', finished_at = expires_at
                where command_id in (
                    select command_id from device_commands where status = 'pending' and expires_at <= $1
                    order by expires_at limit $2 for update skip locked)""";
        return database.run(sql, Tuple.of(DatabaseTime.of(now), most)).map(rows -> rows.rowCount());
    }

    /** Removes the oldest commands that are done. */
    Uni<Integer> removeFinished(Instant before, int most) {
        String sql = """
                delete from device_commands where command_id in (
                    select command_id from device_commands where created_at < $1 and status <> 'pending'
                    order by created_at limit $2 for update skip locked)""";
        return database.run(sql, Tuple.of(DatabaseTime.of(before), most)).map(rows -> rows.rowCount());
    }

    /** The devices for which a command that was given in this span still waits, the latest first. */
    Uni<List<DeviceId>> waiting(Instant after, Instant before, int most) {
        String sql = """
                select distinct device_id from (
                    select device_id from device_commands
                    where status = 'pending' and created_at > $1 and created_at < $2 and expires_at > $2
                    order by created_at desc limit $3) as recent""";
        return database.run(sql, Tuple.of(DatabaseTime.of(after), DatabaseTime.of(before), most))
                .map(rows -> {
                    List<DeviceId> devices = new ArrayList<>();
                    rows.forEach(row -> devices.add(new DeviceId(row.getLong(0))));
                    return devices;
                });
    }
}
