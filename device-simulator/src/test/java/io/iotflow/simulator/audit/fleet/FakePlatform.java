package io.iotflow.simulator.audit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.simulator.audit.ValuesHash;
import io.iotflow.simulator.audit.fleet.LoggedReadings.Span;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An ingest and a store in memory, with a bug. A device's key is its id. */
final class FakePlatform implements ReadBack, AutoCloseable {

    /** What it does with a reading that it will acknowledge. */
    @FunctionalInterface
    interface Behaviour {
        /**
         * @param number of the reading, from 1
         */
        void take(FakePlatform platform, long number, long device, Row row);
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final Map<Long, List<Row>> stored = new ConcurrentHashMap<>();
    private final Behaviour behaviour;
    private final int status;
    private final HttpServer server;
    private long received;

    FakePlatform(int status, Behaviour behaviour) throws Exception {
        this.status = status;
        this.behaviour = behaviour;
        this.server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.actualPort());
    }

    private void take(HttpServerRequest request, Buffer body) {
        JsonNode reading = parse(body);
        Row row = new Row(reading.path("timestamp").asLong(), ValuesHash.of(reading.path("data")), "");
        behaviour.take(this, ++received, Long.parseLong(request.getHeader("X-API-Key")), row);
        request.response().setStatusCode(status).end("{}");
    }

    void store(long device, Row row) {
        stored.computeIfAbsent(device, _ -> new CopyOnWriteArrayList<>()).add(row);
    }

    @Override
    public List<Row> rows(DeviceCredentials device, Span span) {
        return new ArrayList<>(stored.getOrDefault(device.id(), List.of()));
    }

    private static JsonNode parse(Buffer body) {
        try {
            return JSON.readTree(body.getBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
