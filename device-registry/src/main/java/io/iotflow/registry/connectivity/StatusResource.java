package io.iotflow.registry.connectivity;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.WireTime;
import io.iotflow.presence.Presence;
import io.iotflow.problem.NumberParameter;
import io.iotflow.registry.device.Device;
import io.iotflow.registry.device.DeviceName;
import io.iotflow.registry.device.DeviceNames;
import io.iotflow.registry.device.KnownDevices;
import io.iotflow.service.StatusAccess;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How devices are, for whoever may ask. Reading changes nothing. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
class StatusResource {

    private static final int LARGEST_PAGE = 1000;

    record DeviceStatusJson(
            long id,
            String name,
            String deviceType,
            String status,
            boolean isOnline,
            @Nullable String lastSeen) {}

    record DeviceSummary(long id, String name, String deviceType, String status, boolean isOnline) {}

    record PageMeta(long total, int limit, int offset) {}

    record Statuses(String status, List<DeviceSummary> devices, PageMeta meta) {}

    private final KnownDevices known;
    private final DeviceNames devices;
    private final Presences presences;
    private final StatusAccess access;

    StatusResource(KnownDevices known, DeviceNames devices, Presences presences, StatusAccess access) {
        this.known = known;
        this.devices = devices;
        this.presences = presences;
        this.access = access;
    }

    /** One device. */
    @GET
    @Path("/{id}/status")
    public Uni<DeviceStatusJson> status(@PathParam("id") String id) {
        return access.check()
                .chain(() -> known.get(id))
                .chain(device -> presences.of(device).map(presence -> status(device, presence)));
    }

    /** A page of devices; their presence costs one round trip. */
    @GET
    @Path("/statuses")
    public Uni<Statuses> statuses(
            @QueryParam("limit") @DefaultValue("100") String limit,
            @QueryParam("offset") @DefaultValue("0") String offset) {
        int most = NumberParameter.read("limit", limit, 1, LARGEST_PAGE);
        int from = NumberParameter.read("offset", offset, 0, Integer.MAX_VALUE);
        return access.check()
                .chain(() -> Uni.combine()
                        .all()
                        .unis(devices.page(most, from), devices.total())
                        .asTuple())
                .chain(page -> presences
                        .of(ids(page.getItem1()))
                        .map(online -> statuses(page.getItem1(), online, new PageMeta(page.getItem2(), most, from))));
    }

    private static List<DeviceId> ids(List<DeviceName> page) {
        return page.stream().map(DeviceName::id).toList();
    }

    private static DeviceStatusJson status(Device device, Presence presence) {
        return new DeviceStatusJson(
                device.id().value(),
                device.description().name(),
                device.description().deviceType(),
                device.status().wireName(),
                presence.online(),
                presence.newestOf(device.lastSeen()).map(WireTime::of).orElse(null));
    }

    private static Statuses statuses(List<DeviceName> page, Map<DeviceId, Presence> presences, PageMeta meta) {
        List<DeviceSummary> devices = page.stream()
                .map(device -> new DeviceSummary(
                        device.id().value(),
                        device.name(),
                        device.deviceType(),
                        device.status().wireName(),
                        presences.getOrDefault(device.id(), Presence.UNHEARD).online()))
                .toList();
        return new Statuses("success", devices, meta);
    }
}
