package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceIdentifier;
import io.iotflow.identity.IdentitySettings;
import io.iotflow.identity.TestIdentifiers;
import io.iotflow.ingest.mqtt.MqttMetrics;
import io.iotflow.ingest.mqtt.MqttSettings;
import io.iotflow.ingest.mqtt.RefusalNotes;
import io.iotflow.ingest.mqtt.delivery.HeldMessages;
import io.iotflow.ingest.mqtt.delivery.Intake;
import io.iotflow.ingest.mqtt.delivery.RetryQueue;
import io.iotflow.ingest.mqtt.destination.Destinations;
import io.iotflow.ingest.mqtt.instruction.CommandResponses;
import io.iotflow.ingest.mqtt.instruction.InstructionDelivery;
import io.iotflow.ingest.mqtt.instruction.InstructionSettings;
import io.iotflow.ingest.mqtt.listener.MqttListener;
import io.iotflow.ingest.mqtt.listener.TestDrains;
import io.iotflow.ingest.pipeline.IngestReadings;
import io.iotflow.ingest.pipeline.PipelineSettings;
import io.iotflow.ingest.pipeline.TestPipelines;
import io.iotflow.ingest.quota.TelemetryQuota;
import io.iotflow.ingest.quota.TestQuotas;
import io.iotflow.ingest.reading.ReadingSettings;
import io.iotflow.ingest.reading.TestDecoders;
import io.iotflow.ingest.refusal.Refusal;
import io.iotflow.limit.LimitSettings;
import io.iotflow.limit.LimiterSettings;
import io.iotflow.limit.TestLimiters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The endpoint on real sockets, over fakes of our own ports. */
final class RunningEndpoint implements AutoCloseable {

    final FakeStore store = new FakeStore();
    final FakeDirectory directory = new FakeDirectory();
    final FakeConnectivity connectivity = new FakeConnectivity();
    final FakeInstructions registry = new FakeInstructions();
    final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    final DeviceSessions sessions;
    final InstructionDelivery instructions;
    final int port = freePort();
    final int otherPort = freePort();
    private final DeviceIdentifier identifier;
    private final List<Refusal> noted = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final MqttSettings mqtt;

    RunningEndpoint(String... settings) throws Exception {
        this(Optional.empty(), settings);
    }

    /** One of several replicas. */
    RunningEndpoint(Optional<Connectivity> shared, String... settings) throws Exception {
        SmallRyeConfig config = config(settings);
        mqtt = config.getConfigMapping(MqttSettings.class);
        InstructionSettings instructed = config.getConfigMapping(InstructionSettings.class);
        Clock clock = Clock.systemUTC();
        MqttMetrics metrics = new MqttMetrics(figures);
        RefusalNotes notes = new RefusalNotes(noted::add, metrics, clock);
        RetryQueue retries = new RetryQueue(vertx);
        IdentitySettings identity = config.getConfigMapping(IdentitySettings.class);
        identifier = TestIdentifiers.over(directory::findByKey, identity);
        Identifiers identifiers = new Identifiers(identifier, TestIdentifiers.certified(directory, identity));
        IngestReadings pipeline = TestPipelines.over(
                store,
                TestDecoders.with(clock, config.getConfigMapping(ReadingSettings.class)),
                config.getConfigMapping(PipelineSettings.class));
        Destinations destinations = new Destinations(
                new Intake(pipeline, retries), new CommandResponses(registry, retries, instructed), identifier);
        instructions = new InstructionDelivery(vertx, registry, instructed, clock);
        Connectivity others = shared.orElse(connectivity);
        HeldMessages held = new HeldMessages(mqtt, metrics);
        sessions = new DeviceSessions(
                identifiers,
                new SessionParts(mqtt, metrics, notes, held, quota(config), destinations, instructions, others, clock));
        others.begun().subscribe().with(sessions::begunElsewhere);
        DeviceLogin login = new DeviceLogin(identifiers, sessions, mqtt, notes);
        vertx.deployVerticle(new MqttListener(mqtt, login))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    /** A device has changed, the change is announced, and its session knows it. */
    void changed(DeviceId device) {
        identifier.forget(device);
        sessions.lookAgain(device).await().indefinitely();
        // An event loop that has a packet and a task does the packet first.
        sessions.find(device)
                .map(session -> CompletableFuture.runAsync(() -> {}, session::run))
                .ifPresent(CompletableFuture::join);
    }

    /** Stops as a service does; comes back when all devices are gone. */
    void drain() {
        TestDrains.run(vertx, mqtt, sessions);
    }

    List<String> refusals() {
        return ledger().stream().map(Refusal::code).toList();
    }

    List<Refusal> ledger() {
        return noted.reversed();
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private TelemetryQuota quota(SmallRyeConfig config) {
        return TestQuotas.with(
                TestLimiters.inMemory(config.getConfigMapping(LimiterSettings.class), figures),
                config.getConfigMapping(LimitSettings.class));
    }

    private SmallRyeConfig config(String... settings) {
        Map<String, String> values = new HashMap<>();
        values.put("iotflow.mqtt.port", Integer.toString(port));
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            values.put(parts[0], parts[1].replace("{port}", Integer.toString(otherPort)));
        }
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .withMapping(MqttSettings.class)
                .withMapping(InstructionSettings.class)
                .withMapping(IdentitySettings.class)
                .withMapping(ReadingSettings.class)
                .withMapping(PipelineSettings.class)
                .withMapping(LimitSettings.class)
                .withMapping(LimiterSettings.class)
                .build();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
