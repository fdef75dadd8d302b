package io.iotflow.query.aggregate;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.WireTime;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.aggregate.AggregateQuery.Checked;
import io.iotflow.query.aggregate.ReadAggregates.Series;
import io.iotflow.query.fleet.ChosenFleet;
import io.iotflow.query.fleet.FleetQuery;
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
import java.util.List;

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

    private final ChosenFleet fleet;
    private final ReadAggregates aggregates;
    private final QueryBounds bounds;
    private final Clock clock;

    FleetAggregatesResource(ChosenFleet fleet, ReadAggregates aggregates, QueryBounds bounds, Clock clock) {
        this.fleet = fleet;
        this.aggregates = aggregates;
        this.bounds = bounds;
        this.clock = clock;
    }

    @GET
    public Uni<FleetAggregated> aggregated(
            @BeanParam AggregateQuery query,
            @BeanParam FleetQuery devices,
            @DefaultValue("device") @QueryParam("by") String by) {
        Checked checked = query.check(bounds, clock.instant());
        boolean together = switch (by) {
            case "device" -> false;
            case "all" -> true;
            default -> throw ProblemException.invalid(Violation.inQuery("by", "must be device or all"));
        };
        return fleet.of(devices, bounds.mostDevices())
                .invoke(chosen -> checked.refuseTooMany(chosen.size(), bounds.mostPoints()))
                .chain(chosen -> summed(chosen, checked, together).map(series -> answer(chosen, by, checked, series)));
    }

    private Uni<List<Series>> summed(List<DeviceId> devices, Checked checked, boolean together) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return together ? aggregates.ofAll(devices, checked) : aggregates.ofEach(devices, checked);
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
