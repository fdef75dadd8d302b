package io.iotflow.registry.device;

import io.iotflow.domain.DeviceId;
import io.iotflow.registry.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The table {@code devices}, a few columns of it. */
@Singleton
class DeviceNameRepository {

    private final Database database;

    DeviceNameRepository(Database database) {
        this.database = database;
    }

    Uni<List<DeviceName>> page(int limit, int offset) {
        String sql = "select id, name, device_type, status from devices order by id limit $1 offset $2";
        return database.run(sql, Tuple.of(limit, offset)).map(rows -> {
            List<DeviceName> names = new ArrayList<>(rows.size());
            rows.forEach(row -> names.add(new DeviceName(
                    new DeviceId(row.getLong(0)),
                    row.getString(1),
                    row.getString(2),
                    DeviceRows.status(row.getString(3)))));
            return names;
        });
    }
}
