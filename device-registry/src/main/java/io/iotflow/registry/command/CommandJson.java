package io.iotflow.registry.command;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.iotflow.domain.WireTime;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A command in an answer to people, and to devices that fetch their commands. */
record CommandJson(
        String commandId,
        long deviceId,
        String command,
        String commandType,
        @JsonRawValue String parameters,
        String status,
        String createdBy,
        String createdAt,
        String timestamp,
        String expiresAt,
        @Nullable String sentAt,
        @Nullable String acknowledgedAt,
        @Nullable String finishedAt,
        @Nullable @JsonRawValue String result) {

    static CommandJson of(Command command) {
        Command.Times times = command.times();
        return new CommandJson(
                command.id().toString(),
                command.device().value(),
                command.order().command(),
                command.order().type().wireName(),
                command.order().parameters(),
                command.state().wireName(),
                command.createdBy(),
                WireTime.of(times.createdAt()),
                WireTime.of(times.createdAt()),
                WireTime.of(times.expiresAt()),
                times.sentAt().map(WireTime::of).orElse(null),
                times.acknowledgedAt().map(WireTime::of).orElse(null),
                times.finishedAt().map(WireTime::of).orElse(null),
                command.result().orElse(null));
    }

    static Response created(Command command) {
        return Response.status(Response.Status.CREATED).entity(of(command)).build();
    }
}
