package io.iotflow.query.aggregate;

import io.iotflow.domain.WireTime;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.operator.OperatorRole;
import io.iotflow.query.access.ReadableDevice;
import io.iotflow.query.aggregate.AggregateQuery.Checked;
import io.iotflow.query.aggregate.FillGaps.Point;
import io.iotflow.query.aggregate.ReadAggregates.Series;
import io.iotflow.query.parameter.QueryBounds;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device's readings summed up. */
@Path("/api/v1/telemetry/{id:\\d+}/aggregated")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({DevicePrincipal.ROLE, OperatorRole.Names.VIEWER})
class AggregatesResource {

    /**
     * Windows, oldest first.
     *
     * @param field the one field, null when several were asked for
     * @param data the windows of the one field, null when several were asked for
     */
    record Aggregated(
            long deviceId,
            String deviceName,
            String deviceType,
            @Nullable String field,
            String aggregation,
            String window,
            String startTime,
            String endTime,
            @Nullable List<Point> data,
            List<Series> series) {}

    private final ReadableDevice readable;
    private final ReadAggregates aggregates;
    private final QueryBounds bounds;
    private final Clock clock;

    AggregatesResource(ReadableDevice readable, ReadAggregates aggregates, QueryBounds bounds, Clock clock) {
        this.readable = readable;
        this.aggregates = aggregates;
        this.bounds = bounds;
        this.clock = clock;
    }

    @GET
    public Uni<Aggregated> aggregated(@PathParam("id") String id, @BeanParam AggregateQuery query) {
        Checked checked = query.check(bounds, clock.instant());
        return readable.named(id)
                .chain(device -> aggregates
                        .ofEach(List.of(device.id()), checked)
                        .map(series -> answer(device, checked, series)));
    }

    private static Aggregated answer(DeviceIdentity device, Checked checked, List<Series> series) {
        boolean one = series.size() == 1;
        return new Aggregated(
                device.id().value(),
                device.name(),
                device.type(),
                one ? series.getFirst().field() : null,
                checked.aggregation(),
                checked.window(),
                WireTime.of(checked.range().start()),
                WireTime.of(checked.range().end()),
                one ? series.getFirst().data() : null,
                series);
    }
}
