package io.iotflow.registry.command;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.iotflow.domain.WireTime;
import io.iotflow.registry.command.MoveCommand.Progress;
import io.iotflow.registry.device.KnownDevices;
import io.iotflow.service.ServicesOnly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Commands for the service that holds the session of a device: what to send, and what became of it. */
@Path("/internal/devices/{id}/commands")
@Produces(MediaType.APPLICATION_JSON)
@ServicesOnly
class DeliveryResource {

    private static final List<CommandState> OF_SERVICES =
            List.of(CommandState.SENT, CommandState.ACKNOWLEDGED, CommandState.COMPLETED, CommandState.FAILED);

    /** A command as a device is sent it. */
    record PendingCommand(
            String commandId,
            String command,
            @JsonRawValue String parameters,
            String commandType,
            String timestamp,
            String expiresAt) {}

    record PendingCommands(List<PendingCommand> commands) {}

    private final CommandRepository commands;
    private final MoveCommand move;
    private final KnownDevices known;
    private final CommandSettings settings;

    DeliveryResource(CommandRepository commands, MoveCommand move, KnownDevices known, CommandSettings settings) {
        this.commands = commands;
        this.move = move;
        this.known = known;
        this.settings = settings;
    }

    /** What is to be sent, the oldest first. */
    @GET
    @Path("/pending")
    public Uni<PendingCommands> pending(@PathParam("id") String id) {
        return known.get(id)
                .chain(device -> commands.pending(device.id(), settings.mostPending()))
                .map(found -> new PendingCommands(
                        found.stream().map(DeliveryResource::pending).toList()));
    }

    /** How far a command has come. */
    @POST
    @Path("/{commandId}/status")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> status(@PathParam("id") String id, @PathParam("commandId") String commandId, byte[] body) {
        return move.move(KnownDevices.parse(id), commandId, Progress.read(body, OF_SERVICES))
                .map(_ -> Response.noContent().build());
    }

    private static PendingCommand pending(Command command) {
        return new PendingCommand(
                command.id().toString(),
                command.order().command(),
                command.order().parameters(),
                command.order().type().wireName(),
                WireTime.of(command.times().createdAt()),
                WireTime.of(command.times().expiresAt()));
    }
}
