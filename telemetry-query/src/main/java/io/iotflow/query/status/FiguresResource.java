package io.iotflow.query.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.iotflow.domain.TimeRange;
import io.iotflow.operator.OperatorRole;
import io.iotflow.store.TelemetryReader;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How many readings the store has, by event time, for admin-service. Counted by the store, not remembered. */
@Path("/internal/telemetry/figures")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.VIEWER)
class FiguresResource {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * Figures of all devices.
     *
     * @param rateOfMinute readings per second over the last minute
     */
    record Figures(
            long storedTotal,
            @JsonProperty("rate_1m") double rateOfMinute,
            @JsonProperty("last_24h") long lastDay) {}

    private final TelemetryReader reader;
    private final Clock clock;

    FiguresResource(TelemetryReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @GET
    public Uni<Figures> figures() {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(
                        reader.countAll(new TimeRange(Instant.EPOCH, now.plus(DAY))),
                        reader.countAll(new TimeRange(now.minus(MINUTE), now)),
                        reader.countAll(new TimeRange(now.minus(DAY), now)))
                .with((total, minute, day) -> new Figures(total, minute / (double) MINUTE.toSeconds(), day));
    }
}
