package io.iotflow.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.simulator.platform.DeviceCredentials;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine against servers that keep nothing. */
class LoadEngineTest {

    private static final int DEVICES = 50;
    private static final Duration DURATION = Duration.ofSeconds(1);
    private static final List<DeviceCredentials> FLEET = LongStream.rangeClosed(1, DEVICES)
            .mapToObj(id -> new DeviceCredentials(id, "d" + id, "k".repeat(32)))
            .toList();

    private final Vertx vertx = Vertx.vertx();
    private final LoadEngine engine = new LoadEngine(2);
    private final AtomicInteger received = new AtomicInteger();

    @AfterEach
    void stop() throws Exception {
        engine.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void sendsOverHttpAsManyAsAreDue() throws Exception {
        Transport.Http http = http(this::created, 1);

        LoadReport report = run(http, new Pace.OpenLoop(500));

        assertThat(report.due()).isBetween(490L, 502L);
        assertThat(report.sent()).isEqualTo(report.due());
        assertThat(report.acknowledged()).isEqualTo(report.due()).isEqualTo(received.get());
        assertThat(report.latencyMicros().getTotalCount()).isEqualTo(report.due());
        assertThat(report.unanswered()).isZero();
    }

    @Test
    void countsLatencyFromWhenAMessageWasDue() throws Exception {
        // Given a server that needs 100 ms for each request and a single connection
        Transport.Http http = http(request -> vertx.setTimer(100, _ -> created(request)), 1);
        Transport.Http alone = new Transport.Http(http.address(), http.requests(), 1, 1);

        LoadReport report = run(alone, new Pace.OpenLoop(20), FLEET.subList(0, 1));

        // Then the waiting in line counts: twice as many are due as are answered
        assertThat(report.millis(100)).isGreaterThan(500);
    }

    @Test
    void countsNoLatencyThatIsItsOwn() throws Exception {
        Transport.Http http = http(this::created, 1);

        LoadReport report = run(http, new Pace.OpenLoop(5));

        // Then a message counts from when it is sent, not from the one before, which is 200 ms earlier
        assertThat(report.due()).isBetween(5L, 6L);
        assertThat(report.millis(50)).isLessThan(150);
    }

    @Test
    void countsRefusalsByTheirStatus() throws Exception {
        Transport.Http http =
                http(request -> request.response().setStatusCode(503).end("{}"), 1);

        LoadReport report = run(http, new Pace.OpenLoop(100));

        assertThat(report.refused().keySet()).containsExactly(503);
        assertThat(report.refusals()).isEqualTo(report.sent());
        assertThat(report.acknowledged()).isZero();
    }

    @Test
    void countsWhatAPartialAnswerSays() throws Exception {
        Transport.Http http =
                http(request -> request.response().setStatusCode(207).end("{\"stored\":7,\"rejected\":[]}"), 10);

        LoadReport report = run(http, new Pace.OpenLoop(100));

        assertThat(report.acknowledged()).isEqualTo(report.sent() * 7);
    }

    @Test
    void sendsOverMqttAndCountsAcknowledgements() throws Exception {
        Transport.Mqtt mqtt = mqtt((device, packetId) -> {
            received.incrementAndGet();
            device.publishAcknowledge(packetId);
        });

        LoadReport paced = run(mqtt, new Pace.OpenLoop(500));
        int first = received.get();
        LoadReport saturating = run(mqtt, new Pace.Saturating());

        assertThat(paced.acknowledged()).isEqualTo(paced.due()).isEqualTo(first).isBetween(450L, 502L);
        assertThat(saturating.acknowledged())
                .isEqualTo(saturating.sent())
                .isEqualTo(received.get() - first)
                .isGreaterThan(paced.acknowledged());
    }

    @Test
    void sendsTogetherWhatIsDueTogether() throws Exception {
        // Given a broker that acknowledges four messages of a device or none
        Map<String, List<Integer>> unacknowledged = new ConcurrentHashMap<>();
        Transport.Mqtt mqtt = mqtt((device, packetId) -> {
            List<Integer> ids = unacknowledged.computeIfAbsent(device.clientIdentifier(), _ -> new ArrayList<>());
            ids.add(packetId);
            if (ids.size() == 4) {
                ids.forEach(device::publishAcknowledge);
                ids.clear();
            }
        });

        // When each device has two messages in the run if they are spread evenly
        LoadReport report = run(mqtt, new Pace.OpenLoop(2 * DEVICES, 4));

        assertThat(report.due()).isBetween(90L, 108L);
        assertThat(report.acknowledged()).isEqualTo(report.sent()).isEqualTo(report.due());
    }

    @Test
    void comesBackWhenHttpConnectionsAreLost() throws Exception {
        // Given a server that ends a connection in place of each tenth answer
        Transport.Http http = http(
                request -> {
                    if (received.incrementAndGet() % 10 == 0) {
                        request.connection().close();
                    } else {
                        request.response().setStatusCode(201).end("{}");
                    }
                },
                1);

        LoadReport report = run(http, new Pace.OpenLoop(500));

        assertThat(report.unanswered()).isEqualTo(received.get() / 10);
        assertThat(report.acknowledged()).isEqualTo(report.sent() - report.unanswered());
        assertThat(report.sent()).isEqualTo(report.due());
    }

    @Test
    void comesBackWhenMqttConnectionsAreLost() throws Exception {
        // Given a broker that ends a connection in place of each tenth acknowledgement
        Transport.Mqtt mqtt = mqtt((device, packetId) -> {
            if (received.incrementAndGet() % 10 == 0) {
                device.close();
            } else {
                device.publishAcknowledge(packetId);
            }
        });

        LoadReport report = run(mqtt, new Pace.OpenLoop(500));

        assertThat(report.unanswered()).isGreaterThanOrEqualTo(received.get() / 10);
        assertThat(report.acknowledged()).isEqualTo(report.sent() - report.unanswered());
        assertThat(report.sent()).isEqualTo(report.due());
    }

    @Test
    void comesAgainWhenItIsAskedTo() throws Exception {
        // Given a broker that can't tell yet who the first ten devices are
        AtomicInteger asked = new AtomicInteger();
        Transport.Mqtt mqtt = mqtt(device -> {
            if (asked.incrementAndGet() <= 10) {
                device.reject(MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE);
            } else {
                device.publishHandler(message -> device.publishAcknowledge(message.messageId()));
                device.accept(false);
            }
        });

        LoadReport report = run(mqtt, new Pace.OpenLoop(100));

        assertThat(asked).hasValue(DEVICES + 10);
        assertThat(report.acknowledged()).isEqualTo(report.due());
    }

    @Test
    void measuresHowLateItIsItself() throws Exception {
        // Given a server that needs 100 ms for each request and a single connection
        Transport.Http http = http(request -> vertx.setTimer(100, _ -> created(request)), 1);
        Transport.Http alone = new Transport.Http(http.address(), http.requests(), 1, 1);

        LoadReport late = run(alone, new Pace.OpenLoop(20), FLEET.subList(0, 1));

        // Then every message but the first waited for the connection
        assertThat(late.pacingMicros().getTotalCount()).isEqualTo(late.sent());
        assertThat(late.pacingMicros().getMaxValue()).isGreaterThan(400_000);
    }

    private Transport.Mqtt mqtt(BiConsumer<MqttEndpoint, Integer> take) throws Exception {
        return mqtt(device -> {
            device.publishHandler(message -> take.accept(device, message.messageId()));
            device.accept(false);
        });
    }

    private Transport.Mqtt mqtt(Consumer<MqttEndpoint> meet) throws Exception {
        MqttServer server = MqttServer.create(vertx);
        server.endpointHandler(meet::accept);
        int port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
        return new Transport.Mqtt(new InetSocketAddress("127.0.0.1", port), 1, 4, 1, 2);
    }

    private Transport.Http http(Consumer<HttpServerRequest> answer, int readings) throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(_ -> answer.accept(request)));
        int port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
        return new Transport.Http(new InetSocketAddress("127.0.0.1", port), new PlatformRequests(), 16, readings);
    }

    private void created(HttpServerRequest request) {
        received.incrementAndGet();
        request.response().setStatusCode(201).end("{\"stored\":true}");
    }

    private LoadReport run(Transport transport, Pace pace) throws Exception {
        return run(transport, pace, FLEET);
    }

    private LoadReport run(Transport transport, Pace pace, List<DeviceCredentials> devices) throws Exception {
        LoadPlan plan = new LoadPlan(transport, devices, FiveFields.numbers(1_000, 42), pace, DURATION, Journal.NONE);
        return engine.start(plan).thenCompose(LoadRun::report).get(60, TimeUnit.SECONDS);
    }
}
