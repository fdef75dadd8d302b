package io.iotflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.KeyDirectory.Changes;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.testing.RealInfrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real PostgreSQL, with the tables of device-registry. */
class SqlDeviceDirectoryTest {

    private final Vertx vertx = Vertx.vertx();
    private final ApiKey key = ApiKey.generate(RandomGenerator.of("L64X128MixRandom"));
    private Pool pool;
    private SqlDeviceDirectory directory;
    private long pump;

    @BeforeEach
    void makeTables() throws Exception {
        StackFacts facts = RealInfrastructure.get();
        String schema = "identity_" + UUID.randomUUID().toString().replace("-", "");
        PgConnectOptions options = PgConnectOptions.fromUri(facts.postgresUri("iotflow"))
                .setUser(facts.postgresUser())
                .setPassword(facts.postgresPassword())
                .addProperty("search_path", schema);
        pool = Pool.newInstance(PgBuilder.pool()
                .connectingTo(options)
                .using(vertx.getDelegate())
                .build());
        directory = new SqlDeviceDirectory(pool, new FixedSettings());
        run("create schema " + schema);
        for (Path migration : migrations()) {
            run(Files.readString(migration));
        }
        pump = add("pump", key);
    }

    @AfterEach
    void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }

    @Test
    void findsManyKeysInOneQuery() {
        ApiKey other = ApiKey.generate(RandomGenerator.of("L64X128MixRandom"));
        ApiKey wrong = ApiKey.generate(RandomGenerator.of("L64X128MixRandom"));
        long fan = add("fan", other);
        run("update devices set telemetry_limit = 7, status = 'inactive' where id = " + fan);

        var found = directory
                .find(List.of(KeyHash.of(key), KeyHash.of(wrong), KeyHash.of(other)))
                .await()
                .indefinitely();

        assertThat(found)
                .hasSize(2)
                .containsEntry(
                        KeyHash.of(key),
                        held(new DeviceIdentity(new DeviceId(pump), "pump", "sensor", DeviceStatus.ACTIVE)))
                .containsEntry(
                        KeyHash.of(other),
                        held(new DeviceIdentity(
                                new DeviceId(fan), "fan", "sensor", DeviceStatus.INACTIVE, OptionalInt.of(7))));
    }

    @Test
    void tellsWhenAKeyExpiresAndDoesNotFindOneThatDid() {
        run("update device_api_keys set expires_at = '2100-01-01T00:00:00Z'");
        assertThat(find())
                .extracting(HeldKey::expiresAt)
                .containsExactly(Optional.of(Instant.parse("2100-01-01T00:00:00Z")));

        run("update device_api_keys set expires_at = now() - interval '1 second'");

        assertThat(directory.find(List.of(KeyHash.of(key))).await().indefinitely())
                .isEmpty();
    }

    @Test
    void tellsOfEveryKindOfChange() {
        assertThat(changedBy("update devices set status = 'inactive'")).containsExactly(new DeviceId(pump));
        assertThat(changedBy("update devices set telemetry_limit = 5")).containsExactly(new DeviceId(pump));
        assertThat(changedBy("update device_api_keys set expires_at = now()")).containsExactly(new DeviceId(pump));
        assertThat(changedBy("delete from device_api_keys")).containsExactly(new DeviceId(pump));
        assertThat(changedBy("delete from devices")).containsExactly(new DeviceId(pump));
    }

    @Test
    void doesNotTellOfWhatNobodyIsLetInBy() {
        assertThat(changedBy("update devices set last_seen = now(), location = 'roof'"))
                .isEmpty();
        assertThat(changedBy("update device_api_keys set use_count = 5")).isEmpty();
    }

    @Test
    void tellsOfAChangeThatCommitsAfterALaterOne() {
        long fan = add("fan", ApiKey.generate(RandomGenerator.of("L64X128MixRandom")));
        String before = directory.now().await().indefinitely();
        SqlConnection slow = pool.getConnection().await().indefinitely();
        slow.query("begin; update devices set status = 'inactive' where id = " + pump)
                .execute()
                .await()
                .indefinitely();
        run("update devices set status = 'inactive' where id = " + fan);
        Changes first = directory.changesSince(before).await().indefinitely();

        slow.query("commit").execute().await().indefinitely();
        slow.closeAndAwait();
        Changes second = directory.changesSince(first.upTo()).await().indefinitely();

        assertThat(first.devices()).containsExactly(new DeviceId(fan));
        assertThat(second.devices()).contains(new DeviceId(pump));
        assertThat(directory.changesSince(second.upTo()).await().indefinitely().devices())
                .isEmpty();
    }

    @Test
    void tellsOfManyChangesPageByPageAndOfWhatCommitsMeanwhile() {
        String before = directory.now().await().indefinitely();
        SqlConnection slow = pool.getConnection().await().indefinitely();
        slow.query("begin; update devices set status = 'inactive' where id = " + pump)
                .execute()
                .await()
                .indefinitely();
        run("insert into device_changes select n, pg_current_xact_id() from generate_series(100000, "
                + (100_000 + SqlDeviceDirectory.LARGEST_PAGE) + ") n");

        Changes first = directory.changesSince(before).await().indefinitely();
        slow.query("commit").execute().await().indefinitely();
        slow.closeAndAwait();
        Changes second = directory.changesSince(first.upTo()).await().indefinitely();
        Changes third = directory.changesSince(second.upTo()).await().indefinitely();

        assertThat(first.devices()).hasSize(SqlDeviceDirectory.LARGEST_PAGE);
        assertThat(first.more()).isTrue();
        assertThat(second.devices()).containsExactly(new DeviceId(100_000 + SqlDeviceDirectory.LARGEST_PAGE));
        assertThat(second.more()).isFalse();
        assertThat(third.devices()).contains(new DeviceId(pump));
    }

    private Iterable<DeviceId> changedBy(String sql) {
        String before = directory.now().await().indefinitely();
        run(sql);
        return directory.changesSince(before).await().indefinitely().devices();
    }

    private Collection<HeldKey> find() {
        return directory.find(List.of(KeyHash.of(key))).await().indefinitely().values();
    }

    private static HeldKey held(DeviceIdentity holder) {
        return new HeldKey(holder, Optional.empty());
    }

    private long add(String name, ApiKey held) {
        long id = pool.preparedQuery("""
                        insert into devices (name, device_type, created_at, updated_at)
                        values ($1, 'sensor', now(), now()) returning id""")
                .execute(Tuple.of(name))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
        pool.preparedQuery("""
                        insert into device_api_keys (device_id, key_sha256, prefix, created_at)
                        values ($1, $2, $3, now())""")
                .execute(Tuple.of(id, Buffer.buffer(KeyHash.of(held).toBytes()), held.prefix()))
                .await()
                .indefinitely();
        return id;
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    private static List<Path> migrations() throws Exception {
        Path folder = ProjectRoot.find().folder().resolve("device-registry/src/main/resources/db/migration");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparingInt(SqlDeviceDirectoryTest::version))
                    .toList();
        }
    }

    private static int version(Path migration) {
        String name = migration.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}
