package io.iotflow.admin.alert.rule;

import java.time.Instant;
import java.util.Optional;

/** A rule that is kept. */
public record Rule(long id, RuleDefinition definition, History history, Evaluation evaluation) {

    /** Who made it, and when it was changed. */
    public record History(String createdBy, Instant createdAt, Instant updatedAt) {}

    /**
     * How its evaluation goes.
     *
     * @param at when the newest round ended
     * @param problem why the newest round did not come to its end; empty when it did
     * @param openAlerts how many of its alerts are not closed
     */
    public record Evaluation(Optional<Instant> at, Optional<String> problem, int openAlerts) {}
}
