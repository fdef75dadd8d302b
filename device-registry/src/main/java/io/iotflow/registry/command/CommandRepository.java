package io.iotflow.registry.command;

import io.iotflow.domain.DeviceId;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The table {@code device_commands}, as people and devices use it. */
@Singleton
class CommandRepository {

    private final Database database;
    private final Clock clock;

    CommandRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Stores the same command for each of these devices, in their order; those that do not exist are left out. */
    Uni<List<Command>> add(
            DatabaseStatements statements,
            List<DeviceId> devices,
            NewCommand command,
            String createdBy,
            OptionalLong group) {
        String sql = """
                insert into device_commands
                    (device_id, group_id, command, parameters, command_type, created_by, created_at, expires_at)
                select devices.id, $2::bigint, $3, $4::text::json, $5, $6, $7, $8
                from unnest($1::bigint[]) with ordinality as wanted (id, place)
                join devices on devices.id = wanted.id order by place
                returning\s""" + CommandRows.COLUMNS;
        Instant now = clock.instant();
        Tuple arguments = Tuple.tuple()
                .addArrayOfLong(devices.stream().map(DeviceId::value).toArray(Long[]::new))
                .addValue(group.isPresent() ? group.getAsLong() : null)
                .addString(command.command())
                .addString(command.parameters())
                .addString(command.type().wireName())
                .addString(createdBy)
                .addValue(DatabaseTime.of(now))
                .addValue(DatabaseTime.of(now.plus(command.expiresIn())));
        return statements.run(sql, arguments).map(rows -> CommandRows.all(rows, now));
    }

    /** How many commands wait for a device, counted no further than a bound. */
    Uni<Integer> countPending(DatabaseStatements statements, DeviceId device, int most) {
        String sql = """
                select count(*)::int from (
                    select 1 from device_commands where device_id = $1 and status = 'pending' and expires_at > $2 limit $3
                ) as waiting""";
        return statements
                .run(sql, Tuple.of(device.value(), DatabaseTime.of(clock.instant()), most))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** What waits for a device, the oldest first; what has expired is not among it. */
    Uni<List<Command>> pending(DeviceId device, int most) {
        String sql = "select " + CommandRows.COLUMNS + """
                 from device_commands where device_id = $1 and status = 'pending' and expires_at > $2
                order by number limit $3""";
        Instant now = clock.instant();
        return database.run(sql, Tuple.of(device.value(), DatabaseTime.of(now), most))
                .map(rows -> CommandRows.all(rows, now));
    }

    /** The commands of a device before one, the newest first. */
    Uni<List<Command>> history(DeviceId device, long before, int limit) {
        String sql = "select " + CommandRows.COLUMNS + """
                 from device_commands where device_id = $1 and number < $2
                order by number desc limit $3""";
        return database.run(sql, Tuple.of(device.value(), before, limit))
                .map(rows -> CommandRows.all(rows, clock.instant()));
    }

    /** One command of a device. */
    Uni<Optional<Command>> find(DeviceId device, UUID id) {
        String sql = "select " + CommandRows.COLUMNS + " from device_commands where command_id = $1 and device_id = $2";
        return database.run(sql, Tuple.of(id, device.value()))
                .map(rows -> CommandRows.all(rows, clock.instant()).stream().findFirst());
    }

    /**
     * Moves a command on, if it is in a state out of which that is legal. Of two moves that exclude each other one finds
     * the command as the other left it.
     *
     * @param result kept as it is when empty
     * @return the command as it is then; empty when it did not move
     */
    Uni<Optional<Command>> move(DeviceId device, UUID id, CommandState next, Optional<String> result) {
        String sql = """
                update device_commands set status = $3, result = coalesce($4::text::json, result),
                    sent_at = coalesce(sent_at, $5),
                    acknowledged_at = case when $3 = 'acknowledged' then $5 else acknowledged_at end,
                    finished_at = case when $6 then $5 else finished_at end
                where command_id = $1 and device_id = $2 and status = any($7)
                    and (status <> 'pending' or expires_at > $5)
                returning\s""" + CommandRows.COLUMNS;
        Instant now = clock.instant();
        Tuple arguments = Tuple.of(id, device.value(), next.wireName())
                .addValue(result.orElse(null))
                .addValue(DatabaseTime.of(now))
                .addBoolean(next.isEnd())
                .addArrayOfString(next.before().toArray(String[]::new));
        return database.run(sql, arguments)
                .map(rows -> CommandRows.all(rows, now).stream().findFirst());
    }
}
