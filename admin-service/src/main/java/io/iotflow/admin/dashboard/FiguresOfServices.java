package io.iotflow.admin.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.IngestApi;
import io.iotflow.admin.upstream.QueryApi;
import io.iotflow.admin.upstream.RegistryApi;
import io.iotflow.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What the services count; empty of one that does not answer. */
@Singleton
class FiguresOfServices {

    private final RegistryApi registry;
    private final QueryApi query;
    private final IngestApi ingest;
    private final Answers answers;

    FiguresOfServices(
            @RestClient RegistryApi registry,
            @RestClient QueryApi query,
            @RestClient IngestApi ingest,
            Answers answers) {
        this.registry = registry;
        this.query = query;
        this.ingest = ingest;
        this.answers = answers;
    }

    Uni<Optional<JsonNode>> devices() {
        return present(answers.read("device-registry", registry.stats()))
                .map(found -> found.map(stats -> stats.path("device_stats")));
    }

    Uni<Optional<JsonNode>> telemetry() {
        return present(answers.read("telemetry-query", query.figures()));
    }

    Uni<Optional<JsonNode>> ingest() {
        return present(answers.read("telemetry-ingest", ingest.figures()));
    }

    /** Empty when it can't be had now. */
    static <T> Uni<Optional<T>> present(Uni<? extends T> part) {
        return part.map(Optional::<T>of).onFailure(ProblemException.class).recoverWithItem(Optional.empty());
    }
}
