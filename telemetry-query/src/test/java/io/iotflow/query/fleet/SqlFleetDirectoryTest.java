package io.iotflow.query.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.query.fleet.FleetDirectory.TypedDevice;
import io.iotflow.testing.RealInfrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real PostgreSQL, with the tables of device-registry. */
class SqlFleetDirectoryTest {

    private final Vertx vertx = Vertx.vertx();
    private Pool pool;
    private SqlFleetDirectory directory;

    @BeforeEach
    void makeTables() throws Exception {
        StackFacts facts = RealInfrastructure.get();
        String schema = "fleet_" + UUID.randomUUID().toString().replace("-", "");
        PgConnectOptions options = PgConnectOptions.fromUri(facts.postgresUri("iotflow"))
                .setUser(facts.postgresUser())
                .setPassword(facts.postgresPassword())
                .addProperty("search_path", schema);
        pool = Pool.newInstance(
                PgBuilder.pool().connectingTo(options).using(vertx).build());
        directory = new SqlFleetDirectory(pool);
        run("create schema " + schema);
        for (Path migration : migrations()) {
            run(Files.readString(migration));
        }
        run("""
                insert into devices (name, device_type, status, tags, created_at, updated_at) values
                    ('one', 'pump', 'active', '{"site":"A"}', now(), now()),
                    ('two', 'pump', 'inactive', '{"site":"A"}', now(), now()),
                    ('three', 'fan', 'active', '{"site":"B"}', now(), now())
                """);
        run("""
                insert into device_groups (name, dynamic, query_tags, created_at, updated_at) values
                    ('chosen', false, '{}', now(), now()), ('at site A', true, '{"site":"A"}', now(), now()),
                    ('1', false, '{}', now(), now())
                """);
        run("insert into device_group_members (group_id, device_id, added_at) values (1, 3, now()), (1, 1, now())");
    }

    @AfterEach
    void close() {
        pool.closeAndAwait();
        vertx.close();
    }

    @Test
    void findsTheDevicesOfAType() {
        assertThat(directory.ofType("pump", 10).await().indefinitely())
                .containsExactly(new DeviceId(1), new DeviceId(2));
        assertThat(directory.ofType("pump", 1).await().indefinitely()).containsExactly(new DeviceId(1));
        assertThat(directory.ofType("nothing", 1).await().indefinitely()).isEmpty();
    }

    @Test
    void findsTheMembersOfAStaticAndOfADynamicGroup() {
        assertThat(group("chosen")).contains(List.of(new DeviceId(1), new DeviceId(3)));
        assertThat(group("at site A")).contains(List.of(new DeviceId(1), new DeviceId(2)));
        assertThat(group("nobody")).isEmpty();
    }

    @Test
    void takesAnIdBeforeAName() {
        assertThat(group("1")).contains(List.of(new DeviceId(1), new DeviceId(3)));
        assertThat(group("3")).contains(List.of());
    }

    @Test
    void knowsWhichDevicesThereAre() {
        assertThat(directory
                        .existing(List.of(new DeviceId(2), new DeviceId(99)))
                        .await()
                        .indefinitely())
                .containsExactly(new DeviceId(2));
        assertThat(directory.after(1, 1).await().indefinitely())
                .containsExactly(new TypedDevice(new DeviceId(2), "pump"));
    }

    private Optional<List<DeviceId>> group(String idOrName) {
        return directory.ofGroup(idOrName, 10).await().indefinitely();
    }

    private RowSet<Row> run(String sql) {
        return pool.query(sql).executeAndAwait();
    }

    private static List<Path> migrations() throws IOException {
        Path folder = ProjectRoot.find().folder().resolve("device-registry/src/main/resources/db/migration");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparingInt(SqlFleetDirectoryTest::version))
                    .toList();
        }
    }

    private static int version(Path migration) {
        String name = migration.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}
