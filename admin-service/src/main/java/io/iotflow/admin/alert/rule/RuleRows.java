package io.iotflow.admin.alert.rule;

import io.iotflow.admin.alert.rule.Condition.NoData;
import io.iotflow.admin.alert.rule.Condition.Offline;
import io.iotflow.admin.alert.rule.Condition.RateOfChange;
import io.iotflow.admin.alert.rule.Condition.Threshold;
import io.iotflow.admin.alert.rule.Rule.Evaluation;
import io.iotflow.admin.alert.rule.Rule.History;
import io.iotflow.admin.alert.rule.Scope.EveryDevice;
import io.iotflow.admin.alert.rule.Scope.OfGroup;
import io.iotflow.admin.alert.rule.Scope.OfType;
import io.iotflow.admin.alert.rule.Scope.OneDevice;
import io.iotflow.admin.database.DatabaseTime;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Rules on their way into the table {@code rules} and out of it. */
final class RuleRows {

    /** What is read of a rule. */
    static final String COLUMNS = """
            r.id, r.name, r.enabled, r.severity, r.type, r.field, r.comparison, r.threshold, r.window_seconds, r.for_seconds,
            r.device_id, r.group_id, r.device_type, r.webhook_url, r.created_by, r.created_at, r.updated_at, r.evaluated_at,
            r.problem,
            (select count(*) from alerts.alerts a where a.rule_id = r.id and a.closed_at is null)::integer as open_alerts""";

    private RuleRows() {}

    /** The definition as arguments 1 to 13, in the order of the columns. */
    static Tuple arguments(RuleDefinition said) {
        ConditionParts parts = ConditionParts.of(said.condition());
        return Tuple.tuple()
                .addValue(said.name())
                .addValue(said.enabled())
                .addValue(said.severity().wireName())
                .addValue(said.condition().type())
                .addValue(parts.field())
                .addValue(parts.comparison() == null ? null : parts.comparison().wireName())
                .addValue(parts.threshold())
                .addValue(parts.window() == null ? null : (int) parts.window().toSeconds())
                .addValue((int) said.holdFor().toSeconds())
                .addValue(said.scope() instanceof OneDevice(long id) ? id : null)
                .addValue(said.scope() instanceof OfGroup(long id) ? id : null)
                .addValue(said.scope() instanceof OfType(String type) ? type : null)
                .addValue(said.webhook().map(URI::toString).orElse(null));
    }

    static Rule rule(Row row) {
        return new Rule(
                row.getLong("id"),
                definition(row),
                new History(
                        row.getString("created_by"),
                        DatabaseTime.read(row, "created_at"),
                        DatabaseTime.read(row, "updated_at")),
                new Evaluation(
                        DatabaseTime.find(row, "evaluated_at"),
                        Optional.ofNullable(row.getString("problem")),
                        row.getInteger("open_alerts")));
    }

    private static RuleDefinition definition(Row row) {
        return new RuleDefinition(
                row.getString("name"),
                row.getBoolean("enabled"),
                Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                condition(row),
                Duration.ofSeconds(row.getInteger("for_seconds")),
                scope(row),
                Optional.ofNullable(row.getString("webhook_url")).map(URI::create));
    }

    private static Condition condition(Row row) {
        String field = row.getString("field");
        return switch (row.getString("type")) {
            case "threshold" -> new Threshold(field, comparison(row), row.getDouble("threshold"));
            case "rate_of_change" -> new RateOfChange(field, comparison(row), row.getDouble("threshold"), window(row));
            case "no_data" -> new NoData(Optional.ofNullable(field), window(row));
            default -> new Offline();
        };
    }

    private static Comparison comparison(Row row) {
        return Comparison.valueOf(row.getString("comparison").toUpperCase(Locale.ROOT));
    }

    private static Duration window(Row row) {
        return Duration.ofSeconds(row.getInteger("window_seconds"));
    }

    private static Scope scope(Row row) {
        return Optional.ofNullable(row.getLong("device_id"))
                .<Scope>map(OneDevice::new)
                .or(() -> Optional.ofNullable(row.getLong("group_id")).map(OfGroup::new))
                .or(() -> Optional.ofNullable(row.getString("device_type")).map(OfType::new))
                .orElseGet(EveryDevice::new);
    }
}
