package io.iotflow.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the requests that are in hand, before anything is done for them: one more is answered 503 with {@code Retry-After}.
 * A bound on connections is none on requests, for a client that closes its connection and opens another one leaves work
 * behind; so a request counts for a while after its client has gone. Any event loop.
 */
@Singleton
class RequestsInHand {

    private static final String RETRY_AFTER_SECONDS = "1";

    private static final int AFTER_STOPPING = RequestFrame.BEFORE_EVERYTHING - 2;
    private static final String DETAIL = "The service has too many requests in hand. Send it again later.";

    private final RequestSettings settings;
    private final AtomicInteger inHand = new AtomicInteger();
    private final Counter turnedAway;

    RequestsInHand(RequestSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        this.turnedAway = metrics.counter("iotflow.requests.turned.away");
        metrics.gauge("iotflow.requests.in.hand", inHand);
    }

    void register(@Observes Filters filters) {
        filters.register(this::letIn, AFTER_STOPPING);
    }

    private void letIn(RoutingContext exchange) {
        if (inHand.incrementAndGet() > settings.mostInHand()) {
            inHand.decrementAndGet();
            turnedAway.increment();
            ComeAgain.answer(exchange, DETAIL, RETRY_AFTER_SECONDS);
        } else {
            exchange.addEndHandler(answered -> ended(exchange, answered));
            exchange.next();
        }
    }

    private void ended(RoutingContext exchange, AsyncResult<Void> answered) {
        if (answered.succeeded()) {
            inHand.decrementAndGet();
        } else {
            exchange.vertx().setTimer(settings.abandonedFor().toMillis(), _ -> inHand.decrementAndGet());
        }
    }
}
