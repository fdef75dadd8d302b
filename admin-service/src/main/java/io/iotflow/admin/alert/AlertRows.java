package io.iotflow.admin.alert;

import io.iotflow.admin.alert.Alert.Course;
import io.iotflow.admin.alert.Alert.End;
import io.iotflow.admin.alert.Alert.Origin;
import io.iotflow.admin.alert.Alert.Step;
import io.iotflow.admin.database.DatabaseTime;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Alerts as they come out of the table {@code alerts}. */
final class AlertRows {

    private AlertRows() {}

    static List<Alert> alerts(RowSet<Row> rows) {
        List<Alert> alerts = new ArrayList<>();
        rows.forEach(row -> alerts.add(alert(row)));
        return alerts;
    }

    private static Alert alert(Row row) {
        return new Alert(
                row.getLong("id"),
                new Origin(
                        Optional.ofNullable(row.getLong("rule_id")),
                        row.getString("rule_name"),
                        row.getString("severity"),
                        row.getString("type"),
                        row.getLong("device_id"),
                        row.getString("device_name")),
                AlertState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("message"),
                new Course(
                        DatabaseTime.read(row, "holds_since"),
                        DatabaseTime.read(row, "opened_at"),
                        DatabaseTime.find(row, "acknowledged_at")
                                .map(at -> new Step(at, row.getString("acknowledged_by"))),
                        DatabaseTime.find(row, "closed_at")
                                .map(at -> new End(at, row.getString("closed_by"), row.getString("closed_because")))));
    }
}
