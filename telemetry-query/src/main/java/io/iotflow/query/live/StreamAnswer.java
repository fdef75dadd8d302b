package io.iotflow.query.live;

import io.iotflow.domain.DeviceId;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.live.StreamReadings.OpenStream;
import io.iotflow.query.streamed.StreamedAnswer;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers with a stream: server-sent events, or a WebSocket where the caller asks for the upgrade. */
@Singleton
class StreamAnswer {

    private static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no");

    private final StreamReadings streams;
    private final ServerSentEvents serverSentEvents;
    private final StreamSocket socket;
    private final HttpAuthenticator authenticator;

    StreamAnswer(
            StreamReadings streams,
            ServerSentEvents serverSentEvents,
            StreamSocket socket,
            HttpAuthenticator authenticator) {
        this.streams = streams;
        this.serverSentEvents = serverSentEvents;
        this.socket = socket;
        this.authenticator = authenticator;
    }

    /**
     * The stream of some devices.
     *
     * @param devices asked again while the stream is open; its first failure is the answer
     * @param lastEventId what the reader had last, as it came
     */
    Uni<StreamedAnswer> of(Uni<List<DeviceId>> devices, @Nullable String lastEventId, RoutingContext exchange) {
        Optional<Instant> after = Optional.ofNullable(lastEventId).map(StreamAnswer::time);
        return devices.map(first -> streams.open(first, devices, after, stillAllowed(exchange)))
                .map(stream ->
                        new StreamedAnswer(MediaType.SERVER_SENT_EVENTS, HEADERS, events(stream, exchange.request())));
    }

    private Multi<byte[]> events(OpenStream stream, HttpServerRequest request) {
        return StreamSocket.isAskedFor(request)
                ? socket.serve(request, stream)
                : stream.events().map(serverSentEvents::of);
    }

    /** Whether the same request would be let in now; while that can't be told, it goes on. */
    private Uni<Boolean> stillAllowed(RoutingContext exchange) {
        return Uni.createFrom()
                .deferred(() -> authenticator.attemptAuthentication(exchange))
                .map(identity -> identity != null && !identity.isAnonymous())
                .onFailure(failure -> failure instanceof AuthenticationFailedException
                        || failure instanceof ForbiddenException
                        || (failure instanceof ProblemException problem
                                && problem.type().status() < 500))
                .recoverWithItem(false)
                .onFailure(Exception.class)
                .recoverWithItem(true);
    }

    private static Instant time(String lastEventId) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(lastEventId));
        } catch (NumberFormatException _) {
            throw ProblemException.invalid(
                    new Violation("header", "Last-Event-ID", "must be the id of an event of this stream"));
        }
    }
}
