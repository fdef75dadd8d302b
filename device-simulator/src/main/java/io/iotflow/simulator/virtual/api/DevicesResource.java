package io.iotflow.simulator.virtual.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.NumberParameter;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import io.iotflow.simulator.virtual.Definition;
import io.iotflow.simulator.virtual.DeviceFilter;
import io.iotflow.simulator.virtual.VirtualDevice;
import io.iotflow.simulator.virtual.VirtualDevices;
import io.iotflow.simulator.virtual.VirtualDevices.Page;
import io.iotflow.simulator.virtual.VirtualDevices.Shown;
import io.iotflow.simulator.virtual.type.DeviceTypes;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Virtual devices: made, changed, deleted; started and stopped one by one or all together. */
@Path("/api/v1/simulator/devices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
class DevicesResource {

    private static final int LARGEST_PAGE = 1000;
    private static final DeviceFilter ALL = new DeviceFilter(Optional.empty(), Optional.empty(), Optional.empty());

    record PageMeta(long total, long running, int limit, int offset) {}

    record DevicePage(List<DeviceDocument> devices, PageMeta meta) {}

    record Changed(int changed) {}

    private final VirtualDevices devices;
    private final DeviceChanges changes;
    private final DeviceTypes types;

    DevicesResource(VirtualDevices devices, DeviceChanges changes, DeviceTypes types) {
        this.devices = devices;
        this.changes = changes;
        this.types = types;
    }

    /** A page of devices in the order of their ids. */
    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<DevicePage> page(
            @QueryParam("type") Optional<String> type,
            @QueryParam("status") Optional<String> status,
            @QueryParam("search") Optional<String> search,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @QueryParam("offset") @DefaultValue("0") String offset) {
        int most = NumberParameter.read("limit", limit, 1, LARGEST_PAGE);
        int from = NumberParameter.read("offset", offset, 0, Integer.MAX_VALUE);
        DeviceFilter filter = new DeviceFilter(type, status.map(DevicesResource::running), search);
        return Promised.uni(() -> devices.page(filter, most, from)).map(page -> answer(page, most, from));
    }

    /** Makes a device; it does not run yet. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(@Nullable JsonNode body) {
        Definition wanted = DeviceForm.read(object(body), types);
        return Promised.uni(() -> devices.checkName(wanted.name(), 0).compose(_ -> devices.newId()))
                .call(id -> changes.create(id, wanted))
                .chain(id -> Promised.uni(() -> devices.create(id, wanted)))
                .map(DeviceDocument::of)
                .map(device ->
                        Response.status(Response.Status.CREATED).entity(device).build());
    }

    /** One device, with how its connections are. */
    @GET
    @Path("/{id:\\d{1,18}}")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<DeviceDocument> one(@PathParam("id") long id) {
        return Promised.uni(() -> devices.find(id)).map(DeviceDocument::of);
    }

    /** Changes name, interval or target. */
    @PUT
    @Path("/{id:\\d{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<DeviceDocument> change(@PathParam("id") long id, @Nullable JsonNode body) {
        JsonNode sent = object(body);
        return known(id)
                .chain(before -> change(before, DeviceForm.change(sent, before.definition())))
                .map(DeviceDocument::of);
    }

    private Uni<Shown> change(VirtualDevice before, Definition wanted) {
        return Promised.uni(() -> devices.checkName(wanted.name(), before.id()))
                .chain(() -> changes.change(before, wanted))
                .chain(() -> Promised.uni(() -> devices.change(before.id(), wanted)));
    }

    private Uni<VirtualDevice> known(long id) {
        return Promised.uni(() -> devices.find(id)).map(Shown::device);
    }

    private Uni<Page> all() {
        return Promised.uni(() -> devices.page(ALL, 1, 0));
    }

    @DELETE
    @Path("/{id:\\d{1,18}}")
    public Uni<Response> delete(@PathParam("id") long id) {
        return known(id)
                .chain(changes::delete)
                .chain(() -> Promised.uni(() -> devices.delete(id)))
                .map(_ -> Response.noContent().build());
    }

    /** Deletes all devices, which has to be said: {@code ?all=true}. */
    @DELETE
    public Uni<Changed> deleteAll(@QueryParam("all") @DefaultValue("") String all) {
        if (!all.equals("true")) {
            throw ProblemException.invalid(Violation.inQuery("all", "must be true, to delete all devices"));
        }
        return all().chain(changes::deleteAll)
                .chain(() -> Promised.uni(devices::deleteAll))
                .map(Changed::new);
    }

    @POST
    @Path("/{id:\\d{1,18}}/start")
    public Uni<DeviceDocument> start(@PathParam("id") long id) {
        return known(id)
                .chain(device -> changes.run(device, true))
                .chain(() -> Promised.uni(() -> devices.start(id)))
                .map(DeviceDocument::of);
    }

    @POST
    @Path("/{id:\\d{1,18}}/stop")
    public Uni<DeviceDocument> stop(@PathParam("id") long id) {
        return known(id)
                .chain(device -> changes.run(device, false))
                .chain(() -> Promised.uni(() -> devices.stop(id)))
                .map(DeviceDocument::of);
    }

    /** Has a device introduce itself to Cumulocity again, as after its deletion there. */
    @DELETE
    @Path("/{id:\\d{1,18}}/cumulocity-registration")
    public Uni<DeviceDocument> forgetRegistration(@PathParam("id") long id) {
        return known(id)
                .chain(changes::forgetRegistration)
                .chain(() -> Promised.uni(() -> devices.forgetRegistration(id)))
                .map(DeviceDocument::of);
    }

    @POST
    @Path("/start-all")
    public Uni<Changed> startAll() {
        return all().chain(before -> changes.runAll(before, true))
                .chain(() -> Promised.uni(devices::startAll))
                .map(Changed::new);
    }

    @POST
    @Path("/stop-all")
    public Uni<Changed> stopAll() {
        return all().chain(before -> changes.runAll(before, false))
                .chain(() -> Promised.uni(devices::stopAll))
                .map(Changed::new);
    }

    private static JsonNode object(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body must be a JSON object.");
        }
        return body;
    }

    private static boolean running(String status) {
        return switch (status) {
            case "running" -> true;
            case "stopped" -> false;
            default -> throw ProblemException.invalid(Violation.inQuery("status", "must be running or stopped"));
        };
    }

    private static DevicePage answer(Page page, int limit, int offset) {
        return new DevicePage(
                page.devices().stream().map(DeviceDocument::of).toList(),
                new PageMeta(page.total(), page.running(), limit, offset));
    }
}
