package io.iotflow.registry.command;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.problem.NumberParameter;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.command.MoveCommand.Progress;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;

/** Commands for devices that do without MQTT: they fetch them and say what became of them. */
@Path("/api/v1/devices/{id}/control")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(DevicePrincipal.ROLE)
class OwnCommandsResource {

    private static final List<CommandState> OF_DEVICES =
            List.of(CommandState.ACKNOWLEDGED, CommandState.COMPLETED, CommandState.FAILED);

    record Moved(String message, String commandId, String status) {}

    private final AwaitCommands waiting;
    private final MoveCommand move;
    private final SecurityIdentity caller;
    private final CommandSettings settings;

    OwnCommandsResource(AwaitCommands waiting, MoveCommand move, SecurityIdentity caller, CommandSettings settings) {
        this.waiting = waiting;
        this.move = move;
        this.caller = caller;
        this.settings = settings;
    }

    /** What waits for the device, the oldest first; {@code wait} is how many seconds to wait for the first one. */
    @GET
    @Path("/pending")
    public Uni<List<CommandJson>> pending(
            @PathParam("id") String id, @QueryParam("wait") @DefaultValue("0") String wait) {
        DeviceId device = self(id);
        int longest = Math.toIntExact(settings.longestWait().toSeconds());
        int seconds = NumberParameter.read("wait", wait, 0, longest);
        return waiting.await(device, Duration.ofSeconds(seconds))
                .map(pending -> pending.stream().map(CommandJson::of).toList());
    }

    /** What the device says about a command. */
    @POST
    @Path("/{commandId}/status")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Moved> status(@PathParam("id") String id, @PathParam("commandId") String commandId, byte[] body) {
        return move.move(self(id), commandId, Progress.read(body, OF_DEVICES))
                .map(command -> new Moved(
                        "Command status updated",
                        command.id().toString(),
                        command.state().wireName()));
    }

    /** The device behind the key, which may ask for nobody else; whether there is another one is not told. */
    private DeviceId self(String id) {
        DeviceId device = ((DevicePrincipal) caller.getPrincipal()).device().id();
        if (!device.toString().equals(id)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "A device sees its own commands only.");
        }
        return device;
    }
}
