package io.iotflow.query.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.query.live.StreamEvent.Ended;
import io.iotflow.query.live.StreamEvent.Heartbeat;
import io.iotflow.query.live.StreamEvent.Lost;
import io.iotflow.query.live.StreamEvent.Taken;
import io.iotflow.query.live.StreamReadings.OpenStream;
import io.iotflow.query.reading.ReadingJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * A stream as a WebSocket (RFC 6455): a text message for each event, <code>{"event","id","data"}</code> with the names of
 * the server-sent events; a ping instead of a heartbeat. What the reader sends is not read.
 */
@Singleton
class StreamSocket {

    /** Policy violation (RFC 6455, 7.4.1). */
    private static final short NOT_ALLOWED = 1008;

    private final ObjectMapper json;

    StreamSocket(ObjectMapper json) {
        this.json = json;
    }

    static boolean isAskedFor(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /** Sends the events, each when the one before has gone out; nothing is left for the body of the answer. */
    Multi<byte[]> serve(HttpServerRequest request, OpenStream stream) {
        return Uni.createFrom()
                .completionStage(() -> request.toWebSocket().toCompletionStage())
                .invoke(socket -> socket.closeHandler(_ -> stream.end()).exceptionHandler(_ -> stream.end()))
                .onItem()
                .transformToMulti(socket -> stream.events()
                        .onItem()
                        .transformToUniAndConcatenate(event -> sent(socket, event))
                        .filter(_ -> false));
    }

    private Uni<byte[]> sent(ServerWebSocket socket, StreamEvent event) {
        return Uni.createFrom()
                .completionStage(() -> send(socket, event).toCompletionStage())
                .map(_ -> new byte[0]);
    }

    private Future<Void> send(ServerWebSocket socket, StreamEvent event) {
        return switch (event) {
            case Taken taken ->
                socket.writeTextMessage(write(Map.of(
                        "event",
                        "reading",
                        "id",
                        Long.toString(taken.reading().timestamp().toEpochMilli()),
                        "data",
                        new ReadingJson(taken.reading()))));
            case Lost(long readings) ->
                socket.writeTextMessage(write(Map.of("event", "lost", "data", Map.of("readings", readings))));
            case Heartbeat _ -> socket.writePing(Buffer.buffer());
            case Ended(String reason) ->
                socket.isClosed() ? Future.succeededFuture() : socket.close(NOT_ALLOWED, reason);
        };
    }

    private String write(Map<String, ?> message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event is JSON", impossible);
        }
    }
}
