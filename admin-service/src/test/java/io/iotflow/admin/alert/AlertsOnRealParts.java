package io.iotflow.admin.alert;

import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Points the service under test at a database of its own on the real PostgreSQL, with the tables of device-registry as its own
 * migrations make them, at the real Redis, and at a stand-in for the other services and for a receiver of webhooks.
 */
public final class AlertsOnRealParts implements QuarkusTestResourceLifecycleManager {

    /** The SHA-256 of "abc", from FIPS 180-2, appendix B.1. */
    private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final String[] FRESH = {
        "drop database if exists alerts_under_test with (force)", "create database alerts_under_test owner iotflow"
    };

    /** A viewer, an operator; the hash of a token is made by PostgreSQL. */
    private static final String OPERATOR = """
            insert into operator_tokens (name, role, token_sha256, created_by, created_at)
            values ('night shift', 'operator', sha256('iotflow_operatorOPERATORoperatorOPERATOR01234567'), 'test', now())""";

    private static final String PERSON = """
            insert into operator_tokens (name, role, token_sha256, created_by, created_at, expires_at, login_subject)
            values ('oidc:alice', 'operator', sha256('iotflow_personPERSONpersonPERSONpersonPERSON0123'), 'test', now(),
                    now() + interval '30 days', 'https://provider.test#person-1')""";

    private final StandIn standIn = new StandIn();

    @Override
    public Map<String, String> start() {
        try {
            StackFacts facts = RealInfrastructure.get();
            run(facts.postgresJdbcUrl("postgres"), "postgres", facts.postgresPassword(), FRESH);
            String url = facts.postgresJdbcUrl("alerts_under_test");
            Flyway.configure()
                    .locations("filesystem:"
                            + ProjectRoot.find().folder().resolve("device-registry/src/main/resources/db/migration"))
                    .dataSource(url, facts.postgresUser(), facts.postgresPassword())
                    .load()
                    .migrate();
            run(url, facts.postgresUser(), facts.postgresPassword(), OPERATOR, PERSON);
            return settings(facts, "http://127.0.0.1:" + standIn.start());
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }

    private static Map<String, String> settings(StackFacts facts, String standIn) {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        settings.put("quarkus.datasource.username", facts.postgresUser());
        settings.put("quarkus.datasource.password", facts.postgresPassword());
        settings.put("quarkus.datasource.reactive.url", facts.postgresUri("alerts_under_test"));
        settings.put("quarkus.datasource.jdbc.url", facts.postgresJdbcUrl("alerts_under_test"));
        settings.put("quarkus.redis.hosts", facts.redisUri());
        settings.put("iotflow.operator.admin-token-sha256", HASH_OF_ABC);
        settings.put("iotflow.internal.secret", StandIn.SECRET);
        settings.put("iotflow.services.device-registry.url", standIn);
        settings.put("iotflow.services.telemetry-query.url", standIn);
        settings.put("iotflow.alerts.look-every", "0.2s");
        settings.put("iotflow.alerts.every", "0.2s");
        settings.put("iotflow.alerts.share", "1");
        settings.put("iotflow.alerts.page", "2");
        settings.put("iotflow.alerts.webhook.send-every", "0.2s");
        settings.put("iotflow.alerts.webhook.private-hosts", "127.0.0.1");
        return settings;
    }

    private static void run(String url, String user, String password, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void stop() {
        standIn.stop();
    }
}
