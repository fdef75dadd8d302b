package io.iotflow.ingest.pipeline;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the pipeline makes progress: whoever waits is answered, be it with the word that the store is away. */
@Liveness
@Singleton
class PipelineLiveness implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final GroupCommit commits;

    PipelineLiveness(GroupCommit commits) {
        this.commits = commits;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("pipeline")
                .status(commits.isLookedAfter(PATIENCE))
                .build();
    }
}
