package io.iotflow.registry.group;

import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.NumberParameter;
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

/** Groups of devices. */
@Path("/api/v1/groups")
@Produces(MediaType.APPLICATION_JSON)
class GroupsResource {

    private static final int LARGEST_PAGE = 1000;

    record PageMeta(long total, int limit, int offset) {}

    record GroupPage(String status, List<GroupJson> groups, PageMeta meta) {}

    record OneGroup(String message, GroupJson group) {}

    record GroupDetails(String status, GroupJson group, long deviceCount) {}

    private final GroupRepository groups;
    private final KnownGroups known;
    private final GroupMembers members;
    private final ChangeGroup change;

    GroupsResource(GroupRepository groups, KnownGroups known, GroupMembers members, ChangeGroup change) {
        this.groups = groups;
        this.known = known;
        this.members = members;
        this.change = change;
    }

    /** A page of groups, by name. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<GroupPage> page(
            @QueryParam("limit") @DefaultValue("100") String limit,
            @QueryParam("offset") @DefaultValue("0") String offset) {
        int most = NumberParameter.read("limit", limit, 1, LARGEST_PAGE);
        int from = NumberParameter.read("offset", offset, 0, Integer.MAX_VALUE);
        return Uni.combine()
                .all()
                .unis(groups.page(most, from), groups.count())
                .with((page, total) -> new GroupPage(
                        "success", page.stream().map(GroupJson::of).toList(), new PageMeta(total, most, from)));
    }

    /** Makes a group: a dynamic one with a {@code query}, a static one without. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<Response> make(byte[] body) {
        return change.make(GroupForm.read(body))
                .map(group -> Response.status(Response.Status.CREATED)
                        .entity(new OneGroup("Group created successfully", GroupJson.of(group)))
                        .build());
    }

    /** One group, and how many devices it holds now. */
    @GET
    @Path("/{id}")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<GroupDetails> details(@PathParam("id") String id) {
        return known.get(id)
                .chain(group ->
                        members.count(group).map(count -> new GroupDetails("success", GroupJson.of(group), count)));
    }

    /** Changes what is said of a group; members that are not sent stay as they are. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<OneGroup> change(@PathParam("id") String id, byte[] body) {
        return known.get(id)
                .chain(group -> change.change(group, GroupForm.change(group, body)))
                .map(group -> new OneGroup("Group updated successfully", GroupJson.of(group)));
    }

    /** Removes a group; its devices stay. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(OperatorRole.Names.OPERATOR)
    public Uni<Response> remove(@PathParam("id") String id) {
        return known.get(id).chain(change::remove).map(_ -> Response.noContent().build());
    }
}
