package io.iotflow.registry.group;

import io.iotflow.domain.DeviceStatus;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.database.DatabaseTime;
import io.iotflow.registry.group.Group.Description;
import io.iotflow.registry.group.Group.Query;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code device_groups}. */
@Singleton
class GroupRepository {

    private static final String COLUMNS = """
            id, name, description, color, dynamic, query_device_type, query_status, query_tags, created_at, updated_at""";

    private final Database database;
    private final Clock clock;

    GroupRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds a group unless there are so many already; empty then. */
    Uni<Optional<Group>> add(DatabaseStatements statements, GroupForm form, int most) {
        String sql = """
                insert into device_groups (name, description, color, dynamic, query_device_type, query_status, query_tags,
                                           created_at, updated_at)
                select $1, $2, $3, $4, $5, $6, $7, $8, $8 where (select count(*) from device_groups) < $9
                returning\s""" + COLUMNS;
        Tuple arguments =
                arguments(form).addValue(DatabaseTime.of(clock.instant())).addInteger(most);
        return statements.run(sql, arguments).map(rows -> all(rows).stream().findFirst());
    }

    Uni<Optional<Group>> change(DatabaseStatements statements, long id, GroupForm form) {
        String sql = """
                update device_groups set name = $1, description = $2, color = $3, dynamic = $4, query_device_type = $5,
                    query_status = $6, query_tags = $7, updated_at = $8
                where id = $9 returning\s""" + COLUMNS;
        Tuple arguments =
                arguments(form).addValue(DatabaseTime.of(clock.instant())).addLong(id);
        return statements.run(sql, arguments).map(rows -> all(rows).stream().findFirst());
    }

    Uni<Boolean> remove(DatabaseStatements statements, long id) {
        return statements
                .run("delete from device_groups where id = $1", Tuple.of(id))
                .map(rows -> rows.rowCount() > 0);
    }

    Uni<Optional<Group>> find(long id) {
        return database.run("select " + COLUMNS + " from device_groups where id = $1", Tuple.of(id))
                .map(rows -> all(rows).stream().findFirst());
    }

    Uni<Optional<Group>> find(String name) {
        return database.run("select " + COLUMNS + " from device_groups where name = $1", Tuple.of(name))
                .map(rows -> all(rows).stream().findFirst());
    }

    Uni<List<Group>> page(int limit, int offset) {
        String sql = "select " + COLUMNS + " from device_groups order by name limit $1 offset $2";
        return database.run(sql, Tuple.of(limit, offset)).map(GroupRepository::all);
    }

    Uni<Long> count() {
        return database.run("select count(*) from device_groups", Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Tuple arguments(GroupForm form) {
        Description description = form.description();
        Optional<Query> query = form.query();
        Map<String, Object> tags = new LinkedHashMap<>(query.map(Query::tags).orElse(Map.of()));
        return Tuple.tuple()
                .addString(description.name())
                .addValue(description.description().orElse(null))
                .addValue(description.color().orElse(null))
                .addBoolean(query.isPresent())
                .addValue(query.flatMap(Query::deviceType).orElse(null))
                .addValue(
                        query.flatMap(Query::status).map(DeviceStatus::wireName).orElse(null))
                .addValue(new JsonObject(tags));
    }

    private static List<Group> all(RowSet<Row> rows) {
        List<Group> groups = new ArrayList<>();
        rows.forEach(row -> groups.add(group(row)));
        return groups;
    }

    private static Group group(Row row) {
        Description description = new Description(
                row.getString("name"),
                Optional.ofNullable(row.getString("description")),
                Optional.ofNullable(row.getString("color")));
        return new Group(
                row.getLong("id"),
                description,
                row.getBoolean("dynamic") ? Optional.of(query(row)) : Optional.empty(),
                DatabaseTime.read(row, "created_at"),
                DatabaseTime.read(row, "updated_at"));
    }

    private static Query query(Row row) {
        Map<String, String> tags = new LinkedHashMap<>();
        row.getJsonObject("query_tags").forEach(tag -> tags.put(tag.getKey(), String.valueOf(tag.getValue())));
        return new Query(
                Optional.ofNullable(row.getString("query_device_type")),
                Optional.ofNullable(row.getString("query_status")).flatMap(DeviceStatus::parse),
                tags);
    }
}
