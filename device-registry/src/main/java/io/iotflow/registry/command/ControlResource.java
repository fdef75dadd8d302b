package io.iotflow.registry.command;

import io.iotflow.domain.DeviceId;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.NumberParameter;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.registry.device.KnownDevices;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands to one device, and what became of them. */
@Path("/api/v1/devices/{id}/control")
@Produces(MediaType.APPLICATION_JSON)
class ControlResource {

    private static final int LARGEST_PAGE = 1000;

    record CommandPage(
            List<CommandJson> commands,
            boolean hasMore,
            @Nullable String nextCursor) {}

    private final GiveCommand give;
    private final CommandRepository commands;
    private final KnownDevices known;
    private final CommandSettings settings;

    ControlResource(GiveCommand give, CommandRepository commands, KnownDevices known, CommandSettings settings) {
        this.give = give;
        this.commands = commands;
        this.known = known;
        this.settings = settings;
    }

    /** Tells a device to do something, now or when it comes back. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<Response> command(@PathParam("id") String id, byte[] body) {
        DeviceId device = KnownDevices.parse(id);
        return give.toDevice(device, NewCommand.read(body, settings)).map(CommandJson::created);
    }

    /** The commands of a device, the newest first; {@code cursor} goes on where the last page ended. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<CommandPage> history(
            @PathParam("id") String id,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @Nullable @QueryParam("cursor") String cursor) {
        int most = NumberParameter.read("limit", limit, 1, LARGEST_PAGE);
        long before = before(cursor);
        return known.get(id)
                .chain(device -> commands.history(device.id(), before, most + 1))
                .map(found -> page(found, most));
    }

    private static CommandPage page(List<Command> found, int most) {
        boolean more = found.size() > most;
        List<Command> shown = more ? found.subList(0, most) : found;
        return new CommandPage(
                shown.stream().map(CommandJson::of).toList(),
                more,
                more ? Long.toString(shown.getLast().number()) : null);
    }

    private static long before(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException _) {
            throw ProblemException.invalid(Violation.inQuery("cursor", "must be the next_cursor of the page before"));
        }
    }
}
