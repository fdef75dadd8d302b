package io.iotflow.query.reading;

import io.iotflow.domain.FieldValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.WireTime;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.query.access.ReadableDevice;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.query.reading.HistoryQuery.Checked;
import io.iotflow.query.reading.HistoryQuery.Defaults;
import io.iotflow.query.reading.ReadHistory.History;
import io.iotflow.store.LatestReader;
import io.iotflow.store.LatestValues;
import io.iotflow.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Readings of one device, for itself and for operators. */
@Path("/api/v1/telemetry/{id:\\d+}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({DevicePrincipal.ROLE, OperatorRole.Names.VIEWER})
class TelemetryResource {

    private static final Defaults DEFAULTS = new Defaults("-1h", 1000, 10_000);

    /** The newest value of one field. */
    record FieldJson(Object value, String timestamp) {}

    /** The newest reading of a device, and the newest value of each of its fields. */
    record Latest(
            long deviceId,
            String deviceName,
            String deviceType,
            ReadingJson latestData,
            Map<String, FieldJson> fields) {}

    private final ReadableDevice readable;
    private final ReadHistory history;
    private final LatestReader newest;
    private final Clock clock;

    TelemetryResource(ReadableDevice readable, ReadHistory history, LatestReader newest, Clock clock) {
        this.readable = readable;
        this.history = history;
        this.newest = newest;
        this.clock = clock;
    }

    /** Readings of a span of time, page by page. */
    @GET
    public Uni<History> history(@PathParam("id") String id, @BeanParam HistoryQuery query) {
        Checked question = query.check(DEFAULTS, clock.instant());
        return readable.named(id).chain(device -> history.read(device, question));
    }

    /** The newest by event time. */
    @GET
    @Path("/latest")
    public Uni<Latest> latest(@PathParam("id") String id) {
        return readable.named(id).chain(this::latest);
    }

    private Uni<Latest> latest(DeviceIdentity device) {
        return newest.latest(device.id())
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of)
                .map(found -> found.orElseThrow(() -> ProblemException.titled(
                        ProblemType.NOT_FOUND, "No telemetry data found", "The device has not sent anything yet.")))
                .map(values -> latest(device, values));
    }

    private static Latest latest(DeviceIdentity device, LatestValues values) {
        Reading newest = new Reading(device.id(), values.timestamp(), values.fields(), values.metadata());
        Map<String, FieldJson> fields = new LinkedHashMap<>();
        values.newest()
                .forEach((name, timed) -> fields.put(name, field(timed.value(), WireTime.of(timed.timestamp()))));
        return new Latest(device.id().value(), device.name(), device.type(), new ReadingJson(newest), fields);
    }

    private static FieldJson field(FieldValue value, String timestamp) {
        return new FieldJson(ReadingJson.value(value), timestamp);
    }
}
