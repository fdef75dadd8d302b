package io.iotflow.simulator.virtual;

import io.iotflow.simulator.database.DatabaseMigration;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Lets those run again that ran when the process ended, once the database is there; and removes old measurements. */
@Singleton
class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration UPKEEP = Duration.ofMinutes(1);
    private static final int MOST_REMOVED = 10_000;

    private final Vertx vertx;
    private final Clock clock;
    private final VirtualDevices devices;
    private final MeasurementRepository measurements;
    private final VirtualDeviceSettings settings;

    Recovery(
            Vertx vertx,
            Clock clock,
            VirtualDevices devices,
            MeasurementRepository measurements,
            VirtualDeviceSettings settings) {
        this.vertx = vertx;
        this.clock = clock;
        this.devices = devices;
        this.measurements = measurements;
        this.settings = settings;
    }

    void begin(@Observes StartupEvent starting, DatabaseMigration migration) {
        migration.done().onSuccess(_ -> {
            recover();
            vertx.setPeriodic(UPKEEP.toMillis(), _ -> removeOld());
        });
    }

    private void recover() {
        devices.change(devices::resumeAll).onFailure(failure -> {
            LOG.warnf("The virtual devices can't be read now: %s", failure.getMessage());
            vertx.setTimer(PAUSE.toMillis(), _ -> recover());
        });
    }

    private void removeOld() {
        measurements
                .removeBefore(clock.instant().minus(settings.keepFor()), MOST_REMOVED)
                .onFailure(failure -> LOG.warnf("Old measurements stay for now: %s", failure.getMessage()));
    }
}
