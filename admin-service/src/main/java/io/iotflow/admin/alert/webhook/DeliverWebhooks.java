package io.iotflow.admin.alert.webhook;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Tells webhooks what the database says is due, a few at once. What was not heard is tried again later; what was taken by a
 * process that ended is due again after a while. A webhook may hear something twice, never not at all.
 */
@Singleton
class DeliverWebhooks {

    private static final Logger LOG = Logger.getLogger(DeliverWebhooks.class);

    /** How much longer than the longest call something stays taken. */
    private static final int TIMES_THE_TIMEOUT = 4;

    private final DeliveryRepository deliveries;
    private final WebhookCall call;
    private final DeliveryOutcomes outcomes;
    private final WebhookSettings settings;
    private final Clock clock;

    DeliverWebhooks(
            DeliveryRepository deliveries,
            WebhookCall call,
            DeliveryOutcomes outcomes,
            WebhookSettings settings,
            Clock clock) {
        this.deliveries = deliveries;
        this.call = call;
        this.outcomes = outcomes;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            identity = "webhooks",
            every = "{iotflow.alerts.webhook.send-every}",
            delayed = "{iotflow.alerts.webhook.send-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        Instant now = clock.instant();
        return deliveries
                .claim(now, now.plus(settings.timeout().multipliedBy(TIMES_THE_TIMEOUT)), settings.atOnce())
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndMerge(this::tell)
                .collect()
                .last()
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("Webhooks are told later: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    private Uni<Void> tell(Delivery delivery) {
        return call.send(delivery, clock.instant().getEpochSecond())
                .onItemOrFailure()
                .transformToUni((status, failure) ->
                        failure == null ? outcomes.answered(delivery, status) : outcomes.silent(delivery, failure));
    }
}
