package io.iotflow.admin.alert;

import io.iotflow.admin.alert.rule.AlertSettings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Removes alerts that were closed long ago, a bounded number at a time. */
@Singleton
class RemoveOldAlerts {

    private static final Logger LOG = Logger.getLogger(RemoveOldAlerts.class);

    private final AlertRepository alerts;
    private final AlertSettings settings;
    private final Clock clock;

    RemoveOldAlerts(AlertRepository alerts, AlertSettings settings, Clock clock) {
        this.alerts = alerts;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            identity = "old-alerts",
            every = "{iotflow.alerts.upkeep-every}",
            delayed = "{iotflow.alerts.upkeep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return Uni.createFrom()
                .deferred(() -> alerts.removeClosed(clock.instant().minus(settings.keepFor()), settings.upkeepBatch()))
                .repeat()
                .until(removed -> removed < settings.upkeepBatch())
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure(Exception.class)
                .invoke(failure -> LOG.warnf("Old alerts are removed later: %s", failure.getMessage()))
                .onFailure(Exception.class)
                .recoverWithNull();
    }
}
