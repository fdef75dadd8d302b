package io.iotflow.registry.command;

import io.iotflow.domain.DeviceId;
import io.iotflow.registry.database.DatabaseTime;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of the table {@code device_commands} as commands. */
final class CommandRows {

    static final String COLUMNS = """
            command_id, number, device_id, command, parameters::text as parameters, command_type, status, created_by,
            created_at, expires_at, sent_at, acknowledged_at, finished_at, result::text as result""";

    private CommandRows() {}

    /** @param now decides which of the pending ones have expired, though nobody has written it down yet */
    static List<Command> all(RowSet<Row> rows, Instant now) {
        List<Command> commands = new ArrayList<>();
        rows.forEach(row -> commands.add(command(row, now)));
        return commands;
    }

    private static Command command(Row row, Instant now) {
        Command.Times times = new Command.Times(
                DatabaseTime.read(row, "created_at"),
                DatabaseTime.read(row, "expires_at"),
                DatabaseTime.find(row, "sent_at"),
                DatabaseTime.find(row, "acknowledged_at"),
                DatabaseTime.find(row, "finished_at"));
        CommandState stored = CommandState.parse(row.getString("status")).orElseThrow();
        boolean expired = stored == CommandState.PENDING && !times.expiresAt().isAfter(now);
        NewCommand order = new NewCommand(
                row.getString("command"),
                row.getString("parameters"),
                CommandType.parse(row.getString("command_type")).orElseThrow(),
                Duration.between(times.createdAt(), times.expiresAt()));
        return new Command(
                row.getUUID("command_id"),
                row.getLong("number"),
                new DeviceId(row.getLong("device_id")),
                order,
                expired ? CommandState.EXPIRED : stored,
                row.getString("created_by"),
                times,
                Optional.ofNullable(row.getString("result")));
    }
}
