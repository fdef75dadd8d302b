package io.iotflow.admin.alert;

import io.iotflow.admin.database.Database;
import io.iotflow.admin.database.DatabaseStatements;
import io.iotflow.audit.Change;
import io.iotflow.audit.RecordChange;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people do about an alert; each step is in the audit, or it is not made. */
@Singleton
class HandleAlert {

    private final Database database;
    private final AlertRepository alerts;
    private final AlertTransitions transitions;
    private final RecordChange audit;
    private final Clock clock;

    HandleAlert(
            Database database, AlertRepository alerts, AlertTransitions transitions, RecordChange audit, Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.transitions = transitions;
        this.audit = audit;
        this.clock = clock;
    }

    Uni<Alert> find(long id) {
        return alerts.find(id).map(HandleAlert::known);
    }

    Uni<Alert> acknowledge(long id) {
        return audit.actor()
                .chain(by -> database.inTransaction(statements -> lock(statements, id)
                        .chain(before -> transitions
                                .acknowledge(statements, id, by, clock.instant())
                                .chain(after -> recorded("alert.acknowledge", before, after)))));
    }

    Uni<Alert> close(long id) {
        return audit.actor()
                .chain(by -> database.inTransaction(statements -> lock(statements, id)
                        .chain(before -> transitions
                                .close(statements, id, by, clock.instant())
                                .chain(after -> recorded("alert.close", before, after)))));
    }

    private Uni<Alert> lock(DatabaseStatements statements, long id) {
        return alerts.lock(statements, id).map(HandleAlert::known);
    }

    private static Alert known(Optional<Alert> found) {
        return found.orElseThrow(HandleAlert::unknown);
    }

    private Uni<Alert> recorded(String action, Alert before, List<Alert> changed) {
        Alert after = changed.stream().findFirst().orElseThrow(() -> notNow(before));
        Change change = new Change(
                action,
                "alert",
                Long.toString(after.id()),
                Optional.of(Map.of("state", before.state().wireName())),
                Optional.of(Map.of("state", after.state().wireName())));
        return audit.record(change).replaceWith(after);
    }

    private static ProblemException notNow(Alert alert) {
        return ProblemException.titled(
                ProblemType.CONFLICT,
                "Alert is " + alert.state().wireName(),
                "This can't be done with an alert that is " + alert.state().wireName() + ".");
    }

    static ProblemException unknown() {
        return ProblemException.titled(ProblemType.NOT_FOUND, "Alert not found", "There is no alert with this id.");
    }
}
