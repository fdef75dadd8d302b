package io.iotflow.admin.device;

import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.QueryApi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Removes a device, with its readings when asked. */
@Singleton
class Removal {

    private static final String BEGIN = "1970-01-01T00:00:00Z";
    private static final String END = "9999-12-31T23:59:59Z";
    private static final byte[] INACTIVE = "{\"status\":\"inactive\"}".getBytes(StandardCharsets.UTF_8);

    private final Registry registry;
    private final QueryApi query;
    private final Answers answers;

    Removal(Registry registry, @RestClient QueryApi query, Answers answers) {
        this.registry = registry;
        this.query = query;
        this.answers = answers;
    }

    /** Keeps its readings, under an id that no other device will have. */
    Uni<Long> withoutTelemetry(String id) {
        return registry.remove(id).replaceWith(0L);
    }

    /**
     * Stops the device first, so that nothing more comes; then its readings go, then the device. What fails half way leaves an
     * inactive device, to be removed again.
     *
     * @return how many points went
     */
    Uni<Long> withTelemetry(String id) {
        return registry.setStatus(id, INACTIVE)
                .chain(() -> answers.read("telemetry-query", query.erase(id, BEGIN, END)))
                .map(erased -> erased.path("points").asLong())
                .call(() -> registry.remove(id));
    }
}
