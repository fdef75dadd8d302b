package io.iotflow.admin.alert.webhook;

import io.iotflow.admin.database.Database;
import io.iotflow.admin.database.DatabaseStatements;
import io.iotflow.admin.database.DatabaseTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table {@code deliveries}: what is to be told, kept until it was. */
@Singleton
public class DeliveryRepository {

    private final Database database;

    DeliveryRepository(Database database) {
        this.database = database;
    }

    /**
     * Notes what is to be told of alerts whose rule has a webhook; once for each event of an alert.
     *
     * @param bodies by the ids of the alerts
     */
    public Uni<Void> add(DatabaseStatements statements, String event, Map<Long, String> bodies, Instant now) {
        String sql = """
                insert into alerts.deliveries (alert_id, event, url, secret, body, due_at)
                select a.id, $3, r.webhook_url, r.webhook_secret, told.body, $4
                from unnest($1::bigint[], $2::varchar[]) as told(alert_id, body)
                    join alerts.alerts a on a.id = told.alert_id
                    join alerts.rules r on r.id = a.rule_id and r.webhook_url is not null
                order by a.id
                on conflict do nothing""";
        Tuple arguments = Tuple.of(
                bodies.keySet().toArray(Long[]::new),
                bodies.values().toArray(String[]::new),
                event,
                DatabaseTime.of(now));
        return statements.run(sql, arguments).replaceWithVoid();
    }

    /** How it goes with what is told of an alert, in the order of the events. */
    public Uni<List<DeliveryJson>> of(long alert) {
        String sql = """
                select event, attempts, delivered, ended_at, due_at, last_answer from alerts.deliveries
                where alert_id = $1 order by id""";
        return database.run(sql, Tuple.of(alert)).map(rows -> {
            List<DeliveryJson> deliveries = new ArrayList<>();
            rows.forEach(row -> deliveries.add(DeliveryJson.of(
                    row.getString("event"),
                    row.getInteger("attempts"),
                    row.getBoolean("delivered"),
                    DatabaseTime.find(row, "ended_at"),
                    row.getString("last_answer"))));
            return deliveries;
        });
    }

    /**
     * Takes what is due, for this replica alone until {@code until}; of one alert only the oldest that has not ended, so that
     * a webhook hears of its events in their order. Nothing while the tables are not there yet.
     */
    Uni<List<Delivery>> claim(Instant now, Instant until, int most) {
        if (!database.isReady()) {
            return Uni.createFrom().item(List.of());
        }
        String sql = """
                update alerts.deliveries set attempts = attempts + 1, due_at = $2
                where id in (
                    select d.id from alerts.deliveries d
                    where d.ended_at is null and d.due_at <= $1 and not exists (
                        select 1 from alerts.deliveries e
                        where e.alert_id = d.alert_id and e.id < d.id and e.ended_at is null)
                    order by d.due_at limit $3 for update skip locked)
                returning id, url, secret, body, attempts""";
        return database.run(sql, Tuple.of(DatabaseTime.of(now), DatabaseTime.of(until), most))
                .map(rows -> {
                    List<Delivery> deliveries = new ArrayList<>();
                    rows.forEach(row -> deliveries.add(delivery(row)));
                    return deliveries;
                });
    }

    /** It was heard, or is given up. */
    Uni<Void> end(long id, boolean delivered, String answer, Instant now) {
        String sql = """
                update alerts.deliveries set ended_at = $2, delivered = $3, last_answer = $4, secret = null
                where id = $1 and ended_at is null""";
        return database.run(sql, Tuple.of(id, DatabaseTime.of(now), delivered, answer))
                .replaceWithVoid();
    }

    /** It was not heard, and is tried again. */
    Uni<Void> later(long id, Instant due, String answer) {
        String sql = "update alerts.deliveries set due_at = $2, last_answer = $3 where id = $1 and ended_at is null";
        return database.run(sql, Tuple.of(id, DatabaseTime.of(due), answer)).replaceWithVoid();
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.getLong("id"),
                row.getString("url"),
                row.getString("secret"),
                row.getString("body"),
                row.getInteger("attempts"));
    }
}
