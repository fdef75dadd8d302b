package io.iotflow.simulator.audit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.simulator.audit.ValuesHash;
import io.iotflow.simulator.audit.fleet.LoggedReadings.Span;
import io.iotflow.simulator.load.PlatformRequests;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

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
    private final AtomicLong unreadable = new AtomicLong();

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
            if (message.topicName().endsWith("/telemetry")) {
                take(id, message.payload());
            }
            if (status < UNAVAILABLE && message.qosLevel() != MqttQoS.AT_MOST_ONCE) {
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
        Optional<JsonNode> parsed = parse(body);
        if (parsed.isEmpty()) {
            unreadable.incrementAndGet();
            return;
        }
        JsonNode reading = parsed.get();
        Row row = new Row(time(reading.path("timestamp")), ValuesHash.of(reading.path("data")), "");
        behaviour.take(this, ++received, device, row);
    }

    void store(long device, Row row) {
        stored.computeIfAbsent(device, _ -> new CopyOnWriteArrayList<>()).add(row);
    }

    /** Stores it in place of one with the same time. */
    void replace(long device, Row row) {
        List<Row> rows = stored.computeIfAbsent(device, _ -> new CopyOnWriteArrayList<>());
        rows.removeIf(earlier -> earlier.time() == row.time());
        rows.add(row);
    }

    @Override
    public List<Row> rows(DeviceCredentials device, Span span) {
        return new ArrayList<>(stored.getOrDefault(device.id(), List.of()));
    }

    private static long time(JsonNode timestamp) {
        return timestamp.isNumber()
                ? timestamp.asLong()
                : Instant.parse(timestamp.asText()).toEpochMilli();
    }

    private static Optional<JsonNode> parse(Buffer body) {
        try {
            return Optional.of(JSON.readTree(body.getBytes()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Messages that were no JSON. */
    long unreadable() {
        return unreadable.get();
    }

    @Override
    public void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
