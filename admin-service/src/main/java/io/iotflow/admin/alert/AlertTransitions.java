package io.iotflow.admin.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.admin.alert.AlertRepository.Ending;
import io.iotflow.admin.alert.Finding.Held;
import io.iotflow.admin.alert.rule.Rule;
import io.iotflow.admin.alert.webhook.DeliveryRepository;
import io.iotflow.admin.database.DatabaseStatements;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Opens, acknowledges and closes alerts, and notes in the same transaction whom to tell: what a webhook is told has happened,
 * and what has happened it will be told.
 */
@Singleton
public class AlertTransitions {

    /** Who closes what is over. */
    public static final String ITSELF = "iotflow";

    /** What a webhook is sent. */
    record WebhookBody(String event, AlertJson alert) {}

    private final AlertRepository alerts;
    private final DeliveryRepository deliveries;
    private final ObjectMapper json;
    private final MeterRegistry metrics;

    AlertTransitions(AlertRepository alerts, DeliveryRepository deliveries, ObjectMapper json, MeterRegistry metrics) {
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.json = json;
        this.metrics = metrics;
    }

    /** What a round found of some devices of a rule. */
    public Uni<Void> found(DatabaseStatements statements, Rule rule, Finding finding, Instant now) {
        Ending over = new Ending(ITSELF, "the condition holds no more", now);
        return alerts.noteFine(statements, rule.id(), finding.fine())
                .chain(() -> alerts.close(statements, rule.id(), finding.fine(), over))
                .chain(closed -> tell(statements, AlertEvent.CLOSED, closed, now))
                .chain(() -> hold(statements, rule, finding.held(), now));
    }

    private Uni<Void> hold(DatabaseStatements statements, Rule rule, List<Held> held, Instant now) {
        if (held.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return alerts.noteHolding(statements, rule.id(), held, now)
                .chain(() -> alerts.open(statements, rule, held, now))
                .chain(opened -> tell(statements, AlertEvent.OPENED, opened, now));
    }

    /** These devices are not watched by the rule any more. */
    public Uni<Void> left(DatabaseStatements statements, Rule rule, List<Long> devices, Instant now) {
        Ending left = new Ending(ITSELF, "the rule does not watch the device any more", now);
        return alerts.noteFine(statements, rule.id(), devices)
                .chain(() -> alerts.close(statements, rule.id(), devices, left))
                .chain(closed -> tell(statements, AlertEvent.CLOSED, closed, now));
    }

    /** Nobody watches any more what the rule watched. */
    public Uni<Void> ruleEnded(DatabaseStatements statements, long rule, String by, String because, Instant now) {
        return alerts.closeAll(statements, rule, new Ending(by, because, now))
                .chain(closed -> tell(statements, AlertEvent.CLOSED, closed, now));
    }

    /** Answers the alert if it was open and is acknowledged now. */
    Uni<List<Alert>> acknowledge(DatabaseStatements statements, long alert, String by, Instant now) {
        return alerts.acknowledge(statements, alert, by, now)
                .call(changed -> tell(statements, AlertEvent.ACKNOWLEDGED, changed, now));
    }

    /** Answers the alert if it was not closed and is now. */
    Uni<List<Alert>> close(DatabaseStatements statements, long alert, String by, Instant now) {
        return alerts.closeOne(statements, alert, new Ending(by, "closed by a person", now))
                .call(changed -> tell(statements, AlertEvent.CLOSED, changed, now));
    }

    private Uni<Void> tell(DatabaseStatements statements, AlertEvent event, List<Alert> changed, Instant now) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        metrics.counter("iotflow.alerts.transitions", "event", event.wireName()).increment(changed.size());
        Map<Long, String> bodies = changed.stream().collect(Collectors.toMap(Alert::id, alert -> body(event, alert)));
        return deliveries.add(statements, event.wireName(), bodies, now);
    }

    private String body(AlertEvent event, Alert alert) {
        try {
            return json.writeValueAsString(new WebhookBody(event.wireName(), AlertJson.of(alert)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an alert can be written as JSON", impossible);
        }
    }
}
