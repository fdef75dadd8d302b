package io.iotflow.simulator.audit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.simulator.audit.ValuesHash;
import io.iotflow.simulator.audit.fleet.LoggedReadings.Span;
import io.iotflow.simulator.load.PlatformRequests;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An ingest, over HTTP and MQTT, and a store in memory, with a bug. A device's key is its id. */
final class FakePlatform implements ReadBack, AutoCloseable {

    /** What it does with a reading that it will acknowledge. */
    @FunctionalInterface
    interface Behaviour {
        /**
         * @param number of the reading, from 1
         */
        void take(FakePlatform platform, long number, long device, Row row);
    }

    private static final int UNAVAILABLE = 503;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final Map<Long, List<Row>> stored = new ConcurrentHashMap<>();
    private final Behaviour behaviour;
    private final int status;
    private final HttpServer http;
    private final MqttServer mqtt;
    private long received;

    FakePlatform(int status, Behaviour behaviour) throws Exception {
        this.status = status;
        this.behaviour = behaviour;
        this.http = await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, "127.0.0.1"));
        this.mqtt =
                await(MqttServer.create(vertx).endpointHandler(this::welcome).listen(0, "127.0.0.1"));
    }

    Transport.Http overHttp() {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", http.actualPort());
        return new Transport.Http(address, new PlatformRequests(), 16, 1);
    }

    Transport.Mqtt overMqtt() {
        return new Transport.Mqtt(new InetSocketAddress("127.0.0.1", mqtt.actualPort()), 1, 4, 1, 0);
    }

    private void welcome(MqttEndpoint device) {
        long id = Long.parseLong(device.auth().getUsername());
        device.publishHandler(message -> {
            take(id, message.payload());
            if (status < UNAVAILABLE) {
                device.publishAcknowledge(message.messageId());
            }
        });
        device.accept(false);
    }

    private void take(HttpServerRequest request, Buffer body) {
        take(Long.parseLong(request.getHeader("X-API-Key")), body);
        request.response().setStatusCode(status).end("{}");
    }

    private void take(long device, Buffer body) {
        JsonNode reading = parse(body);
        Row row = new Row(reading.path("timestamp").asLong(), ValuesHash.of(reading.path("data")), "");
        behaviour.take(this, ++received, device, row);
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
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
