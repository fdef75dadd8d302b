package io.iotflow.query.status;

import io.iotflow.domain.WireTime;
import io.iotflow.identity.DeviceDirectory;
import io.iotflow.service.StatusAccess;
import io.iotflow.store.TelemetryReader;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether telemetry can be read, by asking and not by remembering. */
@Path("/api/v1/telemetry/status")
@Produces(MediaType.APPLICATION_JSON)
class StatusResource {

    record Part(boolean reachable) {}

    record QueryStatus(
            String status,
            Part store,
            Part database,
            @Nullable Long deviceCount,
            String timestamp) {}

    private final StatusAccess access;
    private final TelemetryReader reader;
    private final DeviceDirectory directory;
    private final Clock clock;

    StatusResource(StatusAccess access, TelemetryReader reader, DeviceDirectory directory, Clock clock) {
        this.access = access;
        this.reader = reader;
        this.directory = directory;
        this.clock = clock;
    }

    @GET
    public Uni<QueryStatus> status() {
        return access.check()
                .chain(() -> Uni.combine()
                        .all()
                        .unis(reader.answers(), deviceCount())
                        .with(this::status));
    }

    private Uni<Optional<Long>> deviceCount() {
        return directory.count().map(Optional::of).onFailure(Exception.class).recoverWithItem(Optional.empty());
    }

    private QueryStatus status(boolean storeAnswers, Optional<Long> devices) {
        boolean healthy = storeAnswers && devices.isPresent();
        return new QueryStatus(
                healthy ? "healthy" : "degraded",
                new Part(storeAnswers),
                new Part(devices.isPresent()),
                devices.orElse(null),
                WireTime.of(clock.instant()));
    }
}
