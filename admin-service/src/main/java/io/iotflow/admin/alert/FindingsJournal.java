package io.iotflow.admin.alert;

import io.iotflow.admin.alert.rule.Rule;
import io.iotflow.admin.alert.rule.RuleRepository;
import io.iotflow.admin.database.Database;
import io.iotflow.admin.database.DatabaseStatements;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Turns what a round finds into alerts, a page at a time, and only while the rule is this replica's: when it was changed, or
 * another replica goes on with it, the round fails.
 */
@Singleton
public class FindingsJournal {

    private final Database database;
    private final RuleRepository rules;
    private final AlertRepository alerts;
    private final AlertTransitions transitions;
    private final Clock clock;

    FindingsJournal(
            Database database,
            RuleRepository rules,
            AlertRepository alerts,
            AlertTransitions transitions,
            Clock clock) {
        this.database = database;
        this.rules = rules;
        this.alerts = alerts;
        this.transitions = transitions;
        this.clock = clock;
    }

    public Uni<Void> found(Rule rule, Finding finding) {
        return whileOurs(rule, (statements, now) -> transitions.found(statements, rule, finding, now));
    }

    /** These devices are not watched by the rule any more. */
    public Uni<Void> left(Rule rule, List<Long> devices) {
        return whileOurs(rule, (statements, now) -> transitions.left(statements, rule, devices, now));
    }

    /** Devices of a rule that have an alert that is not closed, or for which its condition holds; by their ids. */
    public Uni<List<Long>> touched(Rule rule, long after, int most) {
        return alerts.touchedDevices(rule.id(), after, most);
    }

    /** Goes on with a rule of which nothing is to be written; fails when it is this replica's no more. */
    public Uni<Void> keep(Rule rule) {
        return keepClaim(database, rule, clock.instant());
    }

    private Uni<Void> whileOurs(Rule rule, BiFunction<DatabaseStatements, Instant, Uni<Void>> work) {
        Instant now = clock.instant();
        return database.inTransaction(
                statements -> keepClaim(statements, rule, now).chain(() -> work.apply(statements, now)));
    }

    private Uni<Void> keepClaim(DatabaseStatements statements, Rule rule, Instant now) {
        return rules.keepClaim(statements, rule.id(), now)
                .chain(ours -> ours
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new IllegalStateException("the rule was changed meanwhile")));
    }
}
