package io.iotflow.ingest.mqtt.operation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.iotflow.domain.WireTime;
import io.iotflow.operator.OperatorRole;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The counters of this replica since it started, the ones that Prometheus reads. */
@Path("/api/v1/mqtt/monitoring/metrics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
@Tag(name = "MQTT")
class MonitoringResource {

    private static final String RECEIVED = "iotflow.ingest.readings.received";
    private static final String COMMIT_TIME = "iotflow.ingest.commit.time";

    /** What came over MQTT, and went back. */
    record Messages(long received, long rejected, long dropped, long duplicate, long undelivered) {}

    /** Payloads over MQTT. */
    record Bytes(long received, long held) {}

    /**
     * Over both transports.
     *
     * @param inFlight in a store call
     * @param backlog taken, and waiting for one
     */
    record Readings(
            long received,
            long receivedOverMqtt,
            long stored,
            long rejected,
            long unconfirmed,
            long inFlight,
            long backlog) {}

    /** How far behind the store is. */
    record Lag(
            double oldestWaitingSeconds,
            @JsonProperty("commit_p50_ms") double commitMedian,
            @JsonProperty("commit_p99_ms") double commitNinetyNinth) {}

    /** Who is here. */
    record Connections(long sessions, long accepted, long lost, long paused) {}

    record Monitoring(
            String status,
            Messages messages,
            Bytes bytes,
            Readings readings,
            Lag lag,
            Connections connections,
            String timestamp) {}

    private final Figures figures;
    private final Clock clock;

    MonitoringResource(Figures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Messages, bytes and readings: received, stored, rejected, in flight, backlog, lag")
    public Monitoring metrics() {
        return new Monitoring(
                "success", messages(), bytes(), readings(), lag(), connections(), WireTime.of(clock.instant()));
    }

    private Messages messages() {
        return new Messages(
                figures.count("iotflow.mqtt.messages.received"),
                figures.count("iotflow.mqtt.refused"),
                figures.count("iotflow.mqtt.messages.dropped"),
                figures.count("iotflow.mqtt.messages.duplicate"),
                figures.count("iotflow.mqtt.messages.undelivered"));
    }

    private Bytes bytes() {
        return new Bytes(figures.count("iotflow.mqtt.bytes.received"), (long) figures.value("iotflow.mqtt.held.bytes"));
    }

    private Readings readings() {
        long held = (long) figures.value("iotflow.ingest.readings.held");
        long inFlight = (long) figures.value("iotflow.ingest.readings.in.flight");
        return new Readings(
                figures.count(RECEIVED),
                figures.count(RECEIVED, "transport", "mqtt"),
                figures.count("iotflow.ingest.readings.stored"),
                figures.count("iotflow.ingest.readings.refused"),
                figures.count("iotflow.ingest.readings.unconfirmed"),
                inFlight,
                Math.max(0, held - inFlight));
    }

    private Lag lag() {
        return new Lag(
                figures.value("iotflow.ingest.queue.age"),
                figures.millis(COMMIT_TIME, 0.5),
                figures.millis(COMMIT_TIME, 0.99));
    }

    private Connections connections() {
        return new Connections(
                (long) figures.value("iotflow.mqtt.sessions"),
                figures.count("iotflow.mqtt.connects"),
                figures.count("iotflow.mqtt.connections.lost"),
                figures.count("iotflow.mqtt.connections.pauses"));
    }
}
