package io.iotflow.query.health;

import io.iotflow.store.TelemetryReader;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the store answers: without it nothing can be read. */
@Readiness
@Singleton
class StoreReadiness implements AsyncHealthCheck {

    private final TelemetryReader reader;

    StoreReadiness(TelemetryReader reader) {
        this.reader = reader;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return reader.answers()
                .map(up -> HealthCheckResponse.named("iotdb").status(up).build());
    }
}
