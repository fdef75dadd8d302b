package io.iotflow.registry.command;

import io.iotflow.operator.OperatorRole;
import io.iotflow.registry.group.KnownGroups;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** One command to all members of a group. */
@Path("/api/v1/groups/{id}/control")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
class GroupControlResource {

    private final CommandGroup give;
    private final KnownGroups groups;
    private final CommandSettings settings;

    GroupControlResource(CommandGroup give, KnownGroups groups, CommandSettings settings) {
        this.give = give;
        this.groups = groups;
        this.settings = settings;
    }

    /** Each member gets a command of its own. */
    @POST
    public Uni<Response> command(@PathParam("id") String id, byte[] body) {
        NewCommand order = NewCommand.read(body, settings);
        return groups.get(id).chain(group -> give.command(group, order)).map(GroupCommandJson::created);
    }
}
