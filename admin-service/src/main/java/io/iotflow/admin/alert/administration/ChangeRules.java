package io.iotflow.admin.alert.administration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.alert.AlertTransitions;
import io.iotflow.admin.alert.rule.Rule;
import io.iotflow.admin.alert.rule.RuleDefinition;
import io.iotflow.admin.alert.rule.RuleRepository;
import io.iotflow.admin.database.Database;
import io.iotflow.admin.database.DatabaseStatements;
import io.iotflow.audit.Change;
import io.iotflow.audit.RecordChange;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes, changes and ends rules; each change is in the audit, or it is not made. */
@Singleton
class ChangeRules {

    private static final String OBJECT = "alert_rule";
    private static final List<String> SCOPE = List.of("device_id", "group_id", "device_type");
    private static final List<String> NOT_SAID = List.of(
            "id", "open_alerts", "created_by", "created_at", "updated_at", "evaluated_at", "evaluation_problem");

    private final Database database;
    private final RuleRepository rules;
    private final AlertTransitions alerts;
    private final RecordChange audit;
    private final ObjectMapper json;

    /**
     * A rule as it is now.
     *
     * @param newSecret the secret of its webhook, when this request made it
     */
    record Changed(Rule rule, Optional<String> newSecret) {}

    /**
     * Who wants something changed, and when.
     *
     * @param newSecret a secret for the case that one is to be made
     * @param most how many rules there may be
     */
    record Wish(String by, Instant now, String newSecret, int most) {}

    ChangeRules(
            Database database, RuleRepository rules, AlertTransitions alerts, RecordChange audit, ObjectMapper json) {
        this.database = database;
        this.rules = rules;
        this.alerts = alerts;
        this.audit = audit;
        this.json = json;
    }

    Uni<Changed> add(ObjectNode body, Wish wish) {
        RuleDefinition said = RuleForm.read(body);
        Optional<String> brought = RuleForm.secret(body);
        Optional<String> made =
                said.webhook().isPresent() && brought.isEmpty() ? Optional.of(wish.newSecret()) : Optional.empty();
        Optional<String> secret = said.webhook().flatMap(_ -> brought.or(() -> made));
        return database.inTransaction(statements -> rules.count(statements)
                        .invoke(count -> refuseTooMany(count, wish.most()))
                        .chain(() -> rules.add(statements, said, secret, wish.by(), wish.now()))
                        .chain(id -> get(statements, id))
                        .call(rule -> record("alert-rule.create", rule.id(), Optional.empty(), Optional.of(rule))))
                .onFailure(Database::isTaken)
                .transform(_ -> nameTaken())
                .map(rule -> new Changed(rule, made));
    }

    /** Members that are not sent stay as they are. A rule that is switched off closes its alerts. */
    Uni<Changed> change(long id, ObjectNode body, Wish wish) {
        Optional<String> brought = RuleForm.secret(body);
        return database.inTransaction(statements ->
                        get(statements, id).chain(before -> change(statements, before, brought, body, wish)))
                .onFailure(Database::isTaken)
                .transform(_ -> nameTaken());
    }

    private Uni<Changed> change(
            DatabaseStatements statements, Rule before, Optional<String> brought, ObjectNode body, Wish wish) {
        RuleDefinition said = RuleForm.read(merged(before, body));
        boolean first =
                said.webhook().isPresent() && before.definition().webhook().isEmpty();
        Optional<String> made = first && brought.isEmpty() ? Optional.of(wish.newSecret()) : Optional.empty();
        long id = before.id();
        Uni<Void> ended = said.enabled()
                ? Uni.createFrom().voidItem()
                : alerts.ruleEnded(statements, id, wish.by(), "the rule was switched off", wish.now());
        return ended.chain(() -> rules.replace(statements, id, said, brought.or(() -> made), wish.now()))
                .chain(() -> get(statements, id))
                .call(after -> record("alert-rule.change", id, Optional.of(before), Optional.of(after)))
                .map(after -> new Changed(after, made));
    }

    /** Its alerts are closed and stay to be read. */
    Uni<Void> remove(long id, Wish wish) {
        return database.inTransaction(statements -> get(statements, id)
                .call(() -> alerts.ruleEnded(statements, id, wish.by(), "the rule was deleted", wish.now()))
                .call(() -> rules.remove(statements, id))
                .chain(before -> record("alert-rule.delete", id, Optional.of(before), Optional.empty())));
    }

    private Uni<Rule> get(DatabaseStatements statements, long id) {
        return rules.find(statements, id).map(found -> found.orElseThrow(ChangeRules::unknown));
    }

    private ObjectNode merged(Rule before, ObjectNode body) {
        ObjectNode merged = said(before);
        if (SCOPE.stream().anyMatch(body::has)) {
            merged.remove(SCOPE);
        }
        return merged.setAll(body);
    }

    private ObjectNode said(Rule rule) {
        return json.<ObjectNode>valueToTree(RuleJson.of(rule)).remove(NOT_SAID);
    }

    private Uni<Void> record(String action, long id, Optional<Rule> before, Optional<Rule> after) {
        return audit.record(
                new Change(action, OBJECT, Long.toString(id), before.map(this::said), after.map(this::said)));
    }

    static ProblemException unknown() {
        return ProblemException.titled(ProblemType.NOT_FOUND, "Rule not found", "There is no rule with this id.");
    }

    private static ProblemException nameTaken() {
        return ProblemException.titled(
                ProblemType.CONFLICT, "Rule name already exists", "Another rule has this name. Choose another one.");
    }

    private static void refuseTooMany(int count, int most) {
        if (count >= most) {
            throw ProblemException.titled(
                    ProblemType.CONFLICT, "Too many rules", "There are " + most + " rules already. Delete one first.");
        }
    }
}
