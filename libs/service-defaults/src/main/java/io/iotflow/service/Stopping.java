package io.iotflow.service;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * From the moment the service is told to stop, a new request is answered 503 with {@code Retry-After} and its connection is
 * closed; those in flight are finished. A request that is let in while the connections to the stores are closed one after
 * the other would get no answer, and as long as some are let in, there is always one in flight to wait for.
 */
@Singleton
class Stopping {

    private static final String RETRY_AFTER_SECONDS = "2";

    private static final int AFTER_THE_FRAME = RequestFrame.BEFORE_EVERYTHING - 1;
    private static final String DETAIL = "The service is stopping. Send it again later.";

    private volatile boolean stopping;

    void register(@Observes Filters filters) {
        filters.register(this::letIn, AFTER_THE_FRAME);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent told) {
        stopping = true;
    }

    private void letIn(RoutingContext exchange) {
        if (stopping) {
            exchange.response().putHeader("Connection", "close");
            ComeAgain.answer(exchange, DETAIL, RETRY_AFTER_SECONDS);
        } else {
            exchange.next();
        }
    }
}
