package io.iotflow.simulator.cumulocity.settings;

import io.iotflow.simulator.cumulocity.settings.BrokerSettings.Certificates;
import io.iotflow.simulator.cumulocity.settings.BrokerSettings.Login;
import io.iotflow.simulator.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The table {@code cumulocity_settings}, which has one row at most. */
@Singleton
class BrokerSettingsRepository implements KnownBroker {

    private final Database database;
    private final Clock clock;

    BrokerSettingsRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Future<Optional<BrokerSettings>> find() {
        return database.run("select * from simulator.cumulocity_settings", Tuple.tuple())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(BrokerSettingsRepository::settings));
    }

    Future<Void> keep(BrokerSettings settings) {
        String sql = """
                insert into simulator.cumulocity_settings (host, port, tls, username, password, trusted_certificates,
                    client_certificate, client_key, messages_per_second, changed_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict (only_one) do update set host = $1, port = $2, tls = $3, username = $4, password = $5,
                    trusted_certificates = $6, client_certificate = $7, client_key = $8, messages_per_second = $9,
                    changed_at = $10""";
        Tuple arguments = Tuple.tuple()
                .addString(settings.host())
                .addInteger(settings.port())
                .addBoolean(settings.tls())
                .addString(settings.user().user())
                .addString(settings.user().password())
                .addString(settings.certificates().trusted())
                .addString(settings.certificates().client())
                .addString(settings.certificates().key())
                .addInteger(settings.messagesPerSecond())
                .addValue(clock.instant().atOffset(ZoneOffset.UTC));
        return database.run(sql, arguments).mapEmpty();
    }

    Future<Void> forget() {
        return database.run("delete from simulator.cumulocity_settings", Tuple.tuple())
                .mapEmpty();
    }

    private static BrokerSettings settings(Row row) {
        return new BrokerSettings(
                row.getString("host"),
                row.getInteger("port"),
                row.getBoolean("tls"),
                new Login(row.getString("username"), row.getString("password")),
                new Certificates(
                        row.getString("trusted_certificates"),
                        row.getString("client_certificate"),
                        row.getString("client_key")),
                row.getInteger("messages_per_second"));
    }
}
