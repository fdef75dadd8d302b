package io.iotflow.ingest.http;

import io.iotflow.identity.DeviceIdentity;
import io.iotflow.ingest.pipeline.Arrival;
import io.iotflow.ingest.pipeline.IngestReadings;
import io.iotflow.service.CallerContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The short road for what devices send all day: a plain request with readings, of a device that is remembered and within its limit.
 * It says the same as {@link TelemetryResource}, which takes whatever is not plain, at half the cost (ADR 160).
 */
@Singleton
class TelemetryRoute {

    /** After the frame, the end of the service and traces; before access control and resources. */
    private static final int BEFORE_RESOURCES = 1_000;

    private final PlainRequests plain;
    private final RememberedSenders senders;
    private final IngestReadings ingest;
    private final HttpRefusals refusals;
    private final PlainAnswers answers;

    TelemetryRoute(
            PlainRequests plain,
            RememberedSenders senders,
            IngestReadings ingest,
            HttpRefusals refusals,
            PlainAnswers answers) {
        this.plain = plain;
        this.senders = senders;
        this.ingest = ingest;
        this.refusals = refusals;
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::take, BEFORE_RESOURCES);
    }

    private void take(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        Optional<DeviceIdentity> device = plain.isPlain(request) ? senders.letIn(request) : Optional.empty();
        device.ifPresentOrElse(sender -> read(request, sender), exchange::next);
    }

    /** A client that is gone before its body has come waits for no answer. */
    private void read(HttpServerRequest request, DeviceIdentity device) {
        request.body().onSuccess(body -> store(request, device, body.getBytes()));
        request.resume();
    }

    private void store(HttpServerRequest request, DeviceIdentity device, byte[] body) {
        CallerContext.keep(Uni.createFrom().deferred(() -> ingest.ingest(Arrival.overHttp(device.id()), body)))
                .map(result -> {
                    refusals.note(device.id(), result, new SentReadings(body, false));
                    return IngestAnswer.of(result, device);
                })
                .subscribe()
                .with(answer -> answers.give(request, answer), failure -> answers.give(request, failure));
    }
}
