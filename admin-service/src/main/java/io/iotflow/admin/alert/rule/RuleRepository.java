package io.iotflow.admin.alert.rule;

import io.iotflow.admin.database.Database;
import io.iotflow.admin.database.DatabaseStatements;
import io.iotflow.admin.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code rules}. */
@Singleton
public class RuleRepository {

    private final Database database;
    private final Replica replica;
    private final AlertSettings settings;

    RuleRepository(Database database, Replica replica, AlertSettings settings) {
        this.database = database;
        this.replica = replica;
        this.settings = settings;
    }

    /** All rules, by name. */
    public Uni<List<Rule>> list() {
        return database.run("select " + RuleRows.COLUMNS + " from alerts.rules r order by r.name, r.id", Tuple.tuple())
                .map(RuleRepository::rules);
    }

    public Uni<Optional<Rule>> find(long id) {
        return find(database, id);
    }

    public Uni<Optional<Rule>> find(DatabaseStatements statements, long id) {
        return statements
                .run("select " + RuleRows.COLUMNS + " from alerts.rules r where r.id = $1", Tuple.of(id))
                .map(RuleRepository::first);
    }

    public Uni<Integer> count(DatabaseStatements statements) {
        return statements
                .run("select count(*)::integer as rules from alerts.rules", Tuple.tuple())
                .map(rows -> rows.iterator().next().getInteger("rules"));
    }

    /** How many are evaluated. */
    public Uni<Integer> countEnabled() {
        return database.run("select count(*)::integer as rules from alerts.rules where enabled", Tuple.tuple())
                .map(rows -> rows.iterator().next().getInteger("rules"));
    }

    /** Answers the id of the new rule. */
    public Uni<Long> add(
            DatabaseStatements statements, RuleDefinition said, Optional<String> secret, String by, Instant now) {
        String sql = """
                insert into alerts.rules (name, enabled, severity, type, field, comparison, threshold, window_seconds,
                    for_seconds, device_id, group_id, device_type, webhook_url, webhook_secret, created_by, created_at,
                    updated_at, due_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $16)
                returning id""";
        Tuple arguments = RuleRows.arguments(said)
                .addValue(secret.orElse(null))
                .addValue(by)
                .addValue(DatabaseTime.of(now));
        return statements.run(sql, arguments).map(rows -> rows.iterator().next().getLong("id"));
    }

    /** A secret that is not given stays as it is while there is a webhook. What held until now begins anew. */
    public Uni<Void> replace(
            DatabaseStatements statements, long id, RuleDefinition said, Optional<String> secret, Instant now) {
        String sql = """
                update alerts.rules set name = $1, enabled = $2, severity = $3, type = $4, field = $5, comparison = $6,
                    threshold = $7, window_seconds = $8, for_seconds = $9, device_id = $10, group_id = $11,
                    device_type = $12, webhook_url = $13,
                    webhook_secret = case when $13::varchar is null then null else coalesce($14, webhook_secret) end,
                    updated_at = $15, due_at = $15, claimed_by = null, problem = null
                where id = $16""";
        Tuple arguments = RuleRows.arguments(said)
                .addValue(secret.orElse(null))
                .addValue(DatabaseTime.of(now))
                .addValue(id);
        return statements
                .run(sql, arguments)
                .chain(() -> statements.run("delete from alerts.conditions where rule_id = $1", Tuple.of(id)))
                .replaceWithVoid();
    }

    public Uni<Void> remove(DatabaseStatements statements, long id) {
        return statements
                .run("delete from alerts.rules where id = $1", Tuple.of(id))
                .replaceWithVoid();
    }

    /**
     * Takes the rule that has been due for longest, for this replica alone until it is abandoned; empty when none is due, and
     * while the tables are not there yet.
     */
    public Uni<Optional<Rule>> claim(Instant now) {
        if (!database.isReady()) {
            return Uni.createFrom().item(Optional.empty());
        }
        String sql = """
                with taken as (
                    update alerts.rules set claimed_by = $1, due_at = $3
                    where id = (select id from alerts.rules where enabled and due_at <= $2
                        order by due_at limit 1 for update skip locked)
                    returning *)
                select %s from taken r""".formatted(RuleRows.COLUMNS);
        return database.run(sql, Tuple.of(replica.number(), DatabaseTime.of(now), abandoned(now)))
                .map(RuleRepository::first);
    }

    /** Whether the rule is still this replica's; then it goes on to be, and its row is locked for the transaction. */
    public Uni<Boolean> keepClaim(DatabaseStatements statements, long id, Instant now) {
        String sql = "update alerts.rules set due_at = $3 where id = $1 and claimed_by = $2 and enabled";
        return statements
                .run(sql, Tuple.of(id, replica.number(), abandoned(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** A round has ended; the next one is due at {@code due}. */
    public Uni<Void> release(long id, Instant now, Instant due, Optional<String> problem) {
        String sql = """
                update alerts.rules set claimed_by = null, due_at = $4, problem = $5,
                    evaluated_at = case when $5::varchar is null then $3 else evaluated_at end
                where id = $1 and claimed_by = $2""";
        Tuple arguments = Tuple.tuple()
                .addValue(id)
                .addValue(replica.number())
                .addValue(DatabaseTime.of(now))
                .addValue(DatabaseTime.of(due))
                .addValue(problem.orElse(null));
        return database.run(sql, arguments).replaceWithVoid();
    }

    private OffsetDateTime abandoned(Instant now) {
        return DatabaseTime.of(now.plus(settings.abandonedAfter()));
    }

    private static Optional<Rule> first(RowSet<Row> rows) {
        return rules(rows).stream().findFirst();
    }

    private static List<Rule> rules(RowSet<Row> rows) {
        List<Rule> rules = new ArrayList<>();
        rows.forEach(row -> rules.add(RuleRows.rule(row)));
        return rules;
    }
}
