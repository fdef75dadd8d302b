package io.iotflow.registry.command;

import io.iotflow.operator.OperatorRole;
import io.iotflow.registry.device.KnownDevices;
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

/** The earlier names of the control endpoints: the same commands in the same table. */
@Path("/api/v1/mqtt")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
class OldNamesResource {

    private final GiveCommand give;
    private final CommandGroup giveGroup;
    private final KnownGroups groups;
    private final CommandSettings settings;

    OldNamesResource(GiveCommand give, CommandGroup giveGroup, KnownGroups groups, CommandSettings settings) {
        this.give = give;
        this.giveGroup = giveGroup;
        this.groups = groups;
        this.settings = settings;
    }

    /** To one device. */
    @POST
    @Path("/device/{id}/command")
    public Uni<Response> toDevice(@PathParam("id") String id, byte[] body) {
        return give.toDevice(KnownDevices.parse(id), NewCommand.read(body, settings))
                .map(CommandJson::created);
    }

    /** To a group, by its id or its name. */
    @POST
    @Path("/fleet/{group}/command")
    public Uni<Response> toGroup(@PathParam("group") String idOrName, byte[] body) {
        NewCommand order = NewCommand.read(body, settings);
        return groups.getByIdOrName(idOrName)
                .chain(group -> giveGroup.command(group, order))
                .map(GroupCommandJson::created);
    }
}
