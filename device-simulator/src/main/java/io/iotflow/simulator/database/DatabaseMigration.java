package io.iotflow.simulator.database;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date in the background, again and again until PostgreSQL is there: the simulator starts without it
 * and does what needs no database.
 */
@Singleton
public class DatabaseMigration {

    private static final Logger LOG = Logger.getLogger(DatabaseMigration.class);

    private final InjectableInstance<Flyway> migrations;
    private final Vertx vertx;
    private final DatabaseSettings settings;
    private final Promise<Void> done = Promise.promise();

    DatabaseMigration(InjectableInstance<Flyway> migrations, Vertx vertx, DatabaseSettings settings) {
        this.migrations = migrations;
        this.vertx = vertx;
        this.settings = settings;
    }

    void begin(@Observes StartupEvent starting) {
        if (migrations.getHandle().getBean().isActive()) {
            attempt();
        }
    }

    /** Completes when the tables are there; never without a configured database. */
    public Future<Void> done() {
        return done.future();
    }

    private void attempt() {
        Callable<Integer> migrate = () -> migrations.get().migrate().migrationsExecuted;
        vertx.executeBlocking(migrate, false).onSuccess(_ -> done.complete()).onFailure(failure -> {
            LOG.warnf("The schema can't be brought up to date now: %s", failure.getMessage());
            vertx.setTimer(settings.retryIn().toMillis(), _ -> attempt());
        });
    }
}
