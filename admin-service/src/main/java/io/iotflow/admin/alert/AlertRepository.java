package io.iotflow.admin.alert;

import io.iotflow.admin.alert.Finding.Held;
import io.iotflow.admin.alert.rule.Rule;
import io.iotflow.admin.database.Database;
import io.iotflow.admin.database.DatabaseStatements;
import io.iotflow.admin.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables {@code alerts} and {@code conditions}. */
@Singleton
class AlertRepository {

    /** Which alerts; empty for any. {@code states} are those that are let through. */
    record Wanted(List<String> states, Optional<Long> ruleId, Optional<Long> deviceId) {}

    /** Who ended alerts, and why. */
    record Ending(String by, String because, Instant at) {}

    private final Database database;

    AlertRepository(Database database) {
        this.database = database;
    }

    /** The newest before one. */
    Uni<List<Alert>> page(Wanted wanted, long before, int limit) {
        String sql = """
                select * from alerts.alerts
                where id < $1 and state = any($2) and ($3::bigint is null or rule_id = $3)
                    and ($4::bigint is null or device_id = $4)
                order by id desc limit $5""";
        Tuple arguments = Tuple.tuple()
                .addValue(before)
                .addValue(wanted.states().toArray(String[]::new))
                .addValue(wanted.ruleId().orElse(null))
                .addValue(wanted.deviceId().orElse(null))
                .addValue(limit);
        return database.run(sql, arguments).map(AlertRows::alerts);
    }

    Uni<Optional<Alert>> find(long id) {
        return find(database, "select * from alerts.alerts where id = $1", id);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Uni<Optional<Alert>> lock(DatabaseStatements statements, long id) {
        return find(statements, "select * from alerts.alerts where id = $1 for update", id);
    }

    private static Uni<Optional<Alert>> find(DatabaseStatements statements, String sql, long id) {
        return statements
                .run(sql, Tuple.of(id))
                .map(AlertRows::alerts)
                .map(found -> found.stream().findFirst());
    }

    /** How many are not closed. */
    Uni<Long> countUnclosed() {
        return database.run("select count(*) as alerts from alerts.alerts where closed_at is null", Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong("alerts"));
    }

    /** Notes since when the condition holds of these devices, where it did not hold before. */
    Uni<Void> noteHolding(DatabaseStatements statements, long rule, List<Held> held, Instant now) {
        String sql = """
                insert into alerts.conditions (rule_id, device_id, since)
                select $1, device_id, $3 from unnest($2::bigint[]) as seen(device_id)
                on conflict do nothing""";
        return statements
                .run(sql, Tuple.of(rule, ids(held), DatabaseTime.of(now)))
                .replaceWithVoid();
    }

    /** It holds no more of these devices. */
    Uni<Void> noteFine(DatabaseStatements statements, long rule, List<Long> devices) {
        String sql = "delete from alerts.conditions where rule_id = $1 and device_id = any($2)";
        return statements.run(sql, Tuple.of(rule, devices.toArray(Long[]::new))).replaceWithVoid();
    }

    /** Opens an alert for each device of which the condition held long enough and that has none; answers the new ones. */
    Uni<List<Alert>> open(DatabaseStatements statements, Rule rule, List<Held> held, Instant now) {
        String sql = """
                with due as (
                    update alerts.conditions c set alerted = true
                    from unnest($2::bigint[], $3::varchar[], $4::varchar[]) as seen(device_id, name, message)
                    where c.rule_id = $1 and c.device_id = seen.device_id and not c.alerted and c.since <= $5
                    returning c.device_id, c.since, seen.name, seen.message)
                insert into alerts.alerts (rule_id, rule_name, severity, type, device_id, device_name, state, message,
                    holds_since, opened_at)
                select $1, $6, $7, $8, device_id, name, 'open', message, since, $9 from due order by device_id
                on conflict (rule_id, device_id) where closed_at is null do nothing
                returning *""";
        Tuple arguments = Tuple.tuple()
                .addValue(rule.id())
                .addValue(ids(held))
                .addValue(held.stream().map(Held::deviceName).toArray(String[]::new))
                .addValue(held.stream().map(Held::message).toArray(String[]::new))
                .addValue(DatabaseTime.of(now.minus(rule.definition().holdFor())))
                .addValue(rule.definition().name())
                .addValue(rule.definition().severity().wireName())
                .addValue(rule.definition().condition().type())
                .addValue(DatabaseTime.of(now));
        return statements.run(sql, arguments).map(AlertRows::alerts);
    }

    /** Closes what is not closed of a rule and these devices; answers it. */
    Uni<List<Alert>> close(DatabaseStatements statements, long rule, List<Long> devices, Ending ending) {
        String which = "rule_id = $4 and device_id = any($5)";
        return close(statements, which, ending, Tuple.of(rule, devices.toArray(Long[]::new)));
    }

    /** Closes all that is not closed of a rule. */
    Uni<List<Alert>> closeAll(DatabaseStatements statements, long rule, Ending ending) {
        return close(statements, "rule_id = $4", ending, Tuple.of(rule));
    }

    /** Closes one, unless it is closed. */
    Uni<List<Alert>> closeOne(DatabaseStatements statements, long alert, Ending ending) {
        return close(statements, "id = $4", ending, Tuple.of(alert));
    }

    private static Uni<List<Alert>> close(DatabaseStatements statements, String which, Ending ending, Tuple whichOnes) {
        String sql = """
                update alerts.alerts set state = 'closed', closed_at = $1, closed_by = $2, closed_because = $3
                where closed_at is null and\s""" + which + " returning *";
        Tuple arguments = Tuple.of(DatabaseTime.of(ending.at()), ending.by(), ending.because());
        for (int i = 0; i < whichOnes.size(); i++) {
            arguments.addValue(whichOnes.getValue(i));
        }
        return statements.run(sql, arguments).map(AlertRows::alerts);
    }

    /** Acknowledges one that is open. */
    Uni<List<Alert>> acknowledge(DatabaseStatements statements, long alert, String by, Instant now) {
        String sql = """
                update alerts.alerts set state = 'acknowledged', acknowledged_at = $2, acknowledged_by = $3
                where id = $1 and state = 'open' returning *""";
        return statements.run(sql, Tuple.of(alert, DatabaseTime.of(now), by)).map(AlertRows::alerts);
    }

    /** Devices that have an alert or a condition of a rule. */
    Uni<List<Long>> touchedDevices(long rule, long after, int limit) {
        String sql = """
                select device_id from (
                    select device_id from alerts.conditions where rule_id = $1
                    union select device_id from alerts.alerts where rule_id = $1 and closed_at is null) touched
                where device_id > $2 order by device_id limit $3""";
        return database.run(sql, Tuple.of(rule, after, limit)).map(rows -> {
            List<Long> devices = new ArrayList<>();
            rows.forEach(row -> devices.add(row.getLong("device_id")));
            return devices;
        });
    }

    /** Removes alerts that were closed before, at most so many; answers how many went. */
    Uni<Integer> removeClosed(Instant before, int most) {
        String sql = """
                delete from alerts.alerts where id in (
                    select id from alerts.alerts where closed_at < $1 order by closed_at limit $2)""";
        return database.run(sql, Tuple.of(DatabaseTime.of(before), most)).map(rows -> rows.rowCount());
    }

    private static Long[] ids(List<Held> held) {
        return held.stream().map(Held::deviceId).toArray(Long[]::new);
    }
}
