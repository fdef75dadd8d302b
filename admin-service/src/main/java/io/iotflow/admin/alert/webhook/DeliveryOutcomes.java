package io.iotflow.admin.alert.webhook;

import io.iotflow.admin.alert.webhook.ReachableAddress.ForbiddenHostException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Keeps what became of a message to a webhook: it ends with any 2xx, else it is due again later, up to a number of times. */
@Singleton
class DeliveryOutcomes {

    private static final Logger LOG = Logger.getLogger(DeliveryOutcomes.class);
    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_OTHER = 300;
    private static final int MOST_DOUBLINGS = 20;

    private final DeliveryRepository deliveries;
    private final WebhookSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final MeterRegistry metrics;

    DeliveryOutcomes(
            DeliveryRepository deliveries,
            WebhookSettings settings,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        this.deliveries = deliveries;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
    }

    Uni<Void> answered(Delivery delivery, int status) {
        if (status < FIRST_SUCCESS || status >= FIRST_OTHER) {
            return failed(delivery, "answered " + status);
        }
        count("delivered");
        return deliveries.end(delivery.id(), true, "answered " + status, clock.instant());
    }

    /** There was no answer, or the host must not be told. Operators read what kind of failure it was, no addresses. */
    Uni<Void> silent(Delivery delivery, Throwable failure) {
        return failed(
                delivery,
                failure instanceof ForbiddenHostException
                        ? String.valueOf(failure.getMessage())
                        : "no answer: " + failure.getClass().getSimpleName());
    }

    private Uni<Void> failed(Delivery delivery, String words) {
        Instant now = clock.instant();
        if (delivery.attempt() >= settings.attempts()) {
            count("given_up");
            LOG.errorf("A webhook was given up: delivery %d, %s", delivery.id(), words);
            return deliveries.end(delivery.id(), false, words, now);
        }
        count("failed");
        return deliveries.later(delivery.id(), now.plus(pause(delivery.attempt())), words);
    }

    private Duration pause(int attempt) {
        Duration doubled = settings.firstWait().multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        Duration wait = doubled.compareTo(settings.longestWait()) < 0 ? doubled : settings.longestWait();
        return wait.plusMillis(random.nextLong(wait.toMillis() / 2 + 1));
    }

    private void count(String outcome) {
        metrics.counter("iotflow.alerts.webhooks", "outcome", outcome).increment();
    }
}
