package io.iotflow.admin.database;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date in the background, again and again until PostgreSQL is there: this service starts without it,
 * and what needs no database works.
 */
@Singleton
class DatabaseMigration {

    private static final Logger LOG = Logger.getLogger(DatabaseMigration.class);

    private final InjectableInstance<Flyway> migrations;
    private final Vertx vertx;
    private final DatabaseSettings settings;
    private volatile boolean done;

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

    /** Whether the tables are there; never without a configured database. */
    boolean isDone() {
        return done;
    }

    private void attempt() {
        Callable<Integer> migrate = () -> migrations.get().migrate().migrationsExecuted;
        vertx.executeBlocking(migrate, false).onSuccess(_ -> done = true).onFailure(failure -> {
            LOG.warnf("The schema can't be brought up to date now: %s", failure.getMessage());
            vertx.setTimer(settings.retryIn().toMillis(), _ -> attempt());
        });
    }
}
