package io.iotflow.registry.group;

import io.iotflow.domain.DeviceId;
import io.iotflow.operator.OperatorRole;
import io.iotflow.presence.Presence;
import io.iotflow.problem.NumberParameter;
import io.iotflow.registry.device.DeviceJson;
import io.iotflow.registry.device.KnownDevices;
import io.iotflow.registry.group.GroupsResource.PageMeta;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The devices of a group. */
@Path("/api/v1/groups/{id}/devices")
@Produces(MediaType.APPLICATION_JSON)
class MembersResource {

    private static final int LARGEST_PAGE = 1000;

    record Members(String status, List<DeviceJson> devices, PageMeta meta) {}

    record Added(String message, int added) {}

    record Removed(String message, int removed) {}

    private final KnownGroups groups;
    private final KnownDevices devices;
    private final GroupMembers members;
    private final ChangeGroup change;
    private final GroupSettings settings;

    MembersResource(
            KnownGroups groups,
            KnownDevices devices,
            GroupMembers members,
            ChangeGroup change,
            GroupSettings settings) {
        this.groups = groups;
        this.devices = devices;
        this.members = members;
        this.change = change;
        this.settings = settings;
    }

    /** A page of them, by id. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<Members> page(
            @PathParam("id") String id,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @QueryParam("offset") @DefaultValue("0") String offset) {
        int most = NumberParameter.read("limit", limit, 1, LARGEST_PAGE);
        int from = NumberParameter.read("offset", offset, 0, Integer.MAX_VALUE);
        return groups.get(id)
                .chain(group -> Uni.combine()
                        .all()
                        .unis(members.page(group, most, from), members.count(group))
                        .with((page, total) -> new Members(
                                "success",
                                page.stream()
                                        .map(device -> DeviceJson.of(device, Presence.UNHEARD))
                                        .toList(),
                                new PageMeta(total, most, from))));
    }

    /** Adds many. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<Added> add(@PathParam("id") String id, byte[] body) {
        List<DeviceId> added = GroupForm.devices(body, settings.mostDevicesAtOnce());
        return groups.get(id)
                .chain(group -> change.addMembers(group, added))
                .map(count -> new Added("Devices added to group", count));
    }

    /** Removes many. */
    @DELETE
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<Removed> remove(@PathParam("id") String id, byte[] body) {
        List<DeviceId> removed = GroupForm.devices(body, settings.mostDevicesAtOnce());
        return groups.get(id)
                .chain(group -> change.removeMembers(group, removed))
                .map(count -> new Removed("Devices removed from group", count));
    }

    /** Adds one; it may be there already. */
    @PUT
    @Path("/{device}")
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<Response> addOne(@PathParam("id") String id, @PathParam("device") String device) {
        return groups.get(id)
                .chain(group -> devices.get(device).chain(found -> change.addMembers(group, List.of(found.id()))))
                .map(_ -> Response.noContent().build());
    }

    /** Removes one; it may be gone already. */
    @DELETE
    @Path("/{device}")
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<Response> removeOne(@PathParam("id") String id, @PathParam("device") String device) {
        return groups.get(id)
                .chain(group -> devices.get(device).chain(found -> change.removeMembers(group, List.of(found.id()))))
                .map(_ -> Response.noContent().build());
    }
}
