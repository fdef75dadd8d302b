package io.iotflow.admin.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** Asks the services that use PostgreSQL, Redis, IoTDB and MQTT how those are. */
@Singleton
public class HealthOfParts {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * How a part is.
     *
     * @param responseTimeMs until the service that uses the part had answered
     */
    public record Health(boolean healthy, long responseTimeMs) {}

    private final RegistryHealth registry;
    private final IngestHealth ingest;
    private final ObjectMapper json;
    private final Clock clock;

    HealthOfParts(
            @RestClient RegistryHealth registry, @RestClient IngestHealth ingest, ObjectMapper json, Clock clock) {
        this.registry = registry;
        this.ingest = ingest;
        this.json = json;
        this.clock = clock;
    }

    /** The health of each part; one that nobody could tell anything of is not healthy. */
    Uni<Map<Check, Health>> ask() {
        return Uni.combine()
                .all()
                .unis(ask(registry.health()), ask(ingest.health()))
                .with((first, second) -> {
                    Map<Check, Health> all = new EnumMap<>(Check.class);
                    for (Check check : Check.values()) {
                        Health known = first.getOrDefault(check, second.get(check));
                        all.put(check, known == null ? new Health(false, PATIENCE.toMillis()) : known);
                    }
                    return all;
                });
    }

    /** The same by the names that the API has for the parts. */
    public Uni<Map<String, Health>> byName() {
        return ask().map(known -> {
            Map<String, Health> named = new LinkedHashMap<>();
            known.forEach((check, health) -> named.put(check.wireName(), health));
            return named;
        });
    }

    private Uni<Map<Check, Health>> ask(Uni<RestResponse<String>> call) {
        Instant asked = clock.instant();
        return call.ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(answer -> read(answer.getEntity(), Duration.between(asked, clock.instant())))
                .onFailure(Exception.class)
                .recoverWithItem(Map.of());
    }

    private Map<Check, Health> read(String body, Duration took) {
        Map<Check, Health> found = new EnumMap<>(Check.class);
        for (JsonNode reported : parse(body).path("checks")) {
            for (Check check : Check.values()) {
                if (check.isReportedBy(reported.path("name").asText())) {
                    boolean up = reported.path("status").asText().equals("UP");
                    found.put(check, new Health(up, took.toMillis()));
                }
            }
        }
        return found;
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException _) {
            return json.createObjectNode();
        }
    }
}
