package io.iotflow.registry.command;

import io.iotflow.registry.command.CommandGroup.Given;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The answer to a command to a group. */
record GroupCommandJson(String message, long groupId, String command, int count, List<MemberCommand> commands) {

    /** What one member was given. */
    record MemberCommand(long deviceId, String commandId, String status) {}

    static Response created(Given given) {
        List<MemberCommand> commands = given.commands().stream()
                .map(command -> new MemberCommand(
                        command.device().value(),
                        command.id().toString(),
                        command.state().wireName()))
                .toList();
        GroupCommandJson answer = new GroupCommandJson(
                "Command queued", given.group().id(), given.order().command(), commands.size(), commands);
        return Response.status(Response.Status.CREATED).entity(answer).build();
    }
}
