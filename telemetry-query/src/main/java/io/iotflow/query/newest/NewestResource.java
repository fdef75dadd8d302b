package io.iotflow.query.newest;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.TimeRange;
import io.iotflow.domain.WireTime;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.query.reading.ReadingJson;
import io.iotflow.service.ServicesOnly;
import io.iotflow.store.FleetReader;
import io.iotflow.store.LatestValues.TimedValue;
import io.iotflow.store.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A little of many devices at once, for admin-service: one question to the store, whatever their number. */
@Path("/internal/telemetry/fleet")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ServicesOnly
class NewestResource {

    private static final int LONGEST_SPAN_SECONDS = 31_536_000;

    /** The newest value of one device. */
    record NewestJson(Object value, String timestamp) {}

    /**
     * By the ids of devices; a device without a value is not in it.
     */
    record NewestOfFleet(Map<Long, NewestJson> devices) {}

    /**
     * By the ids of devices; a device without a value in the span is not in it.
     */
    record ChangesOfFleet(Map<Long, Double> devices) {}

    private final FleetReader reader;
    private final Clock clock;

    NewestResource(FleetReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** The newest value of a field of each device, by event time; without {@code field}, of any field. */
    @POST
    @Path("/newest")
    public Uni<NewestOfFleet> newest(FleetQuestion question) {
        return reader.newest(question.devices(), question.anyField())
                .map(NewestResource::newest)
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of);
    }

    /** By how much a numeric field of each device changed in the last so many seconds. */
    @POST
    @Path("/changes")
    public Uni<ChangesOfFleet> changes(FleetQuestion question, @DefaultValue("0") @QueryParam("seconds") int seconds) {
        if (seconds < 1 || seconds > LONGEST_SPAN_SECONDS) {
            throw ProblemException.invalid(
                    Violation.inQuery("seconds", "must be a whole number from 1 to " + LONGEST_SPAN_SECONDS));
        }
        Instant now = clock.instant();
        return reader.changes(question.devices(), question.oneField(), new TimeRange(now.minusSeconds(seconds), now))
                .map(NewestResource::changes)
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of);
    }

    private static NewestOfFleet newest(Map<DeviceId, TimedValue> found) {
        Map<Long, NewestJson> devices = new TreeMap<>();
        found.forEach((device, timed) -> devices.put(
                device.value(), new NewestJson(ReadingJson.value(timed.value()), WireTime.of(timed.timestamp()))));
        return new NewestOfFleet(devices);
    }

    private static ChangesOfFleet changes(Map<DeviceId, Double> found) {
        Map<Long, Double> devices = new TreeMap<>();
        found.forEach((device, change) -> devices.put(device.value(), change));
        return new ChangesOfFleet(devices);
    }
}
