package io.iotflow.query.aggregate;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.WireTime;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.access.ReadableDevice;
import io.iotflow.query.aggregate.AggregateQuery.Checked;
import io.iotflow.query.aggregate.ReadAggregates.Series;
import io.iotflow.query.parameter.QueryBounds;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The readings of several devices summed up, each for itself or all together. */
@Path("/api/v1/telemetry/aggregated")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.VIEWER)
class FleetAggregatesResource {

    /** Windows, oldest first. */
    record FleetAggregated(
            List<Long> deviceIds,
            String by,
            String aggregation,
            String window,
            String startTime,
            String endTime,
            List<Series> series) {}

    private final ReadableDevice readable;
    private final ReadAggregates aggregates;
    private final QueryBounds bounds;
    private final Clock clock;

    FleetAggregatesResource(ReadableDevice readable, ReadAggregates aggregates, QueryBounds bounds, Clock clock) {
        this.readable = readable;
        this.aggregates = aggregates;
        this.bounds = bounds;
        this.clock = clock;
    }

    @GET
    public Uni<FleetAggregated> aggregated(
            @BeanParam AggregateQuery query,
            @Nullable @QueryParam("device_ids") String deviceIds,
            @DefaultValue("device") @QueryParam("by") String by) {
        Checked checked = query.check(bounds, clock.instant());
        List<DeviceId> devices = devices(deviceIds);
        boolean together = switch (by) {
            case "device" -> false;
            case "all" -> true;
            default -> throw ProblemException.invalid(Violation.inQuery("by", "must be device or all"));
        };
        return Uni.join()
                .all(devices.stream().map(id -> readable.named(id.toString())).toList())
                .usingConcurrencyOf(2)
                .andFailFast()
                .chain(_ -> together ? aggregates.ofAll(devices, checked) : aggregates.ofEach(devices, checked))
                .map(series -> answer(devices, by, checked, series));
    }

    private List<DeviceId> devices(@Nullable String text) {
        List<DeviceId> devices = text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(id -> DeviceId.parse(id).orElseThrow(FleetAggregatesResource::illegal))
                        .distinct()
                        .toList();
        if (devices.isEmpty()) {
            throw illegal();
        }
        if (devices.size() > bounds.mostDevices()) {
            throw ProblemException.invalid(Violation.inQuery(
                    "device_ids",
                    "at most " + bounds.mostDevices() + " devices are answered; ask for the others in turn"));
        }
        return devices;
    }

    private static ProblemException illegal() {
        return ProblemException.invalid(Violation.inQuery("device_ids", "must be ids of devices, separated by commas"));
    }

    private static FleetAggregated answer(List<DeviceId> devices, String by, Checked checked, List<Series> series) {
        return new FleetAggregated(
                devices.stream().map(DeviceId::value).toList(),
                by,
                checked.aggregation(),
                checked.window(),
                WireTime.of(checked.range().start()),
                WireTime.of(checked.range().end()),
                series);
    }
}
