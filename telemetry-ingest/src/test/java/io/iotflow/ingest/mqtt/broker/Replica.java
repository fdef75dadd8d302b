package io.iotflow.ingest.mqtt.broker;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.DeviceDirectory;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.ingest.mqtt.MqttMetrics;
import io.iotflow.ingest.mqtt.RefusalNotes;
import io.iotflow.ingest.refusal.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One replica of ingest in broker mode, with its own event loops and a store of the test's. */
final class Replica implements AutoCloseable {

    /** Devices up to this number are active; the next one is not; others do not exist. */
    static final long LAST_ACTIVE = 20;

    final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    final Directory directory = new Directory();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final BrokerSession session;

    Replica(String name, int port, int mostInFlight, DeviceMessages store, boolean databaseAway) {
        directory.away = databaseAway;
        BrokerSettings settings = settings(name, port);
        BrokerMetrics metrics = new BrokerMetrics(meters);
        this.session = new BrokerSession(vertx, settings, metrics);
        KnownDevices devices = new KnownDevices(directory, settings);
        RefusalNotes notes = new RefusalNotes(refusals::add, new MqttMetrics(meters), Clock.systemUTC());
        PoisonMessages poison = new PoisonMessages(notes, new BrokerDownlink(session), Clock.systemUTC());
        BrokerMessages.Limits limits = new BrokerMessages.Limits(mostInFlight, metrics);
        session.open(new BrokerMessages(session, devices, store, poison, limits)::received);
    }

    private static BrokerSettings settings(String name, int port) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(Map.of(
                        "iotflow.broker.port", Integer.toString(port),
                        "iotflow.broker.replica", name,
                        "iotflow.broker.reconnect-after", "100ms",
                        "iotflow.broker.publish-timeout", "2s",
                        "iotflow.broker.lookup-retry", "50ms"))
                .withMapping(BrokerSettings.class)
                .build()
                .getConfigMapping(BrokerSettings.class);
    }

    boolean isSubscribed() {
        return session.isSubscribed();
    }

    Uni<Void> publish(String topic, String payload) {
        return session.publish(topic, Buffer.buffer(payload), 1);
    }

    double count(String meter) {
        return meters.get("iotflow.broker." + meter).counter().count();
    }

    double inFlight() {
        return meters.get("iotflow.broker.messages.in.flight").gauge().value();
    }

    /** As if the process was killed: sockets close, nothing is said. */
    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The devices of these tests. */
    static final class Directory implements DeviceDirectory {

        volatile boolean away;

        @Override
        public Uni<Optional<DeviceIdentity>> findById(DeviceId id) {
            if (away) {
                return Uni.createFrom().failure(new IllegalStateException("the database is away"));
            }
            if (id.value() > LAST_ACTIVE + 1) {
                return Uni.createFrom().item(Optional.empty());
            }
            DeviceStatus status = id.value() > LAST_ACTIVE ? DeviceStatus.INACTIVE : DeviceStatus.ACTIVE;
            return Uni.createFrom().item(Optional.of(new DeviceIdentity(id, "device", "test", status)));
        }

        @Override
        public Uni<Optional<DeviceIdentity>> findByName(String name) {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<Long> count() {
            return Uni.createFrom().item(LAST_ACTIVE);
        }
    }
}
