package io.iotflow.ingest.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.ingest.mqtt.broker.BrokerProcess.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a broker loses when it is killed under load: readings that it had acknowledged and that never came, not even after
 * a later message had woken it. Takes the figures of docs/durability.md, by command: they are the broker's, not ours.
 */
@EnabledIfSystemProperty(
        named = "iotflow.crash.rounds",
        matches = "[0-9]+",
        disabledReason = "it measures brokers: -Diotflow.crash.rounds=5")
class BrokerCrashTest {

    private static final int ROUNDS = Integer.getInteger("iotflow.crash.rounds", 1);
    private static final Duration COMMIT = Duration.ofMillis(20);
    private static final int BURST = 30;
    private static final Duration BURST_PAUSE = Duration.ofMillis(10);
    private static final Duration LOAD = Duration.ofSeconds(3);
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 5000;

    @TempDir
    private Path folder;

    /** The brokers, and how they keep what they have. */
    enum Setting {
        HIVEMQ_FILE {
            @Override
            BrokerProcess start(Path folder) throws IOException {
                return BrokerProcess.start(Kind.HIVEMQ, folder);
            }
        },
        MOSQUITTO_DEFAULT {
            @Override
            BrokerProcess start(Path folder) throws IOException {
                return BrokerProcess.startMosquitto(folder, List.of());
            }
        },
        MOSQUITTO_EVERY_SECOND {
            @Override
            BrokerProcess start(Path folder) throws IOException {
                return BrokerProcess.startMosquitto(folder, List.of("autosave_interval 1"));
            }
        },
        MOSQUITTO_EVERY_100_CHANGES {
            @Override
            BrokerProcess start(Path folder) throws IOException {
                return BrokerProcess.startMosquitto(
                        folder, List.of("autosave_interval 100", "autosave_on_changes true"));
            }
        };

        abstract BrokerProcess start(Path folder) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void killedWhileIngestConsumes(Setting setting) throws IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            GatedStore store = GatedStore.taking(COMMIT);
            try (BrokerProcess broker = setting.start(round(round));
                    Replica replica = subscribed(broker, store)) {
                Set<String> acknowledged = killUnderLoad(setting, broker);
                comeBackAndDrain(broker, replica, store);
                int stuck = missing(acknowledged, store).size();
                wake(broker, replica, store);
                report(setting, "consuming", acknowledged, store, stuck);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedWhileIngestIsAway(Setting setting) throws IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            GatedStore store = GatedStore.taking(COMMIT);
            try (BrokerProcess broker = setting.start(round(round))) {
                subscribed(broker, store).close();
                Set<String> acknowledged = killUnderLoad(setting, broker);
                broker.startAgain();
                try (Replica replica = subscribed(broker, store)) {
                    drain(replica, store);
                    int stuck = missing(acknowledged, store).size();
                    wake(broker, replica, store);
                    report(setting, "away", acknowledged, store, stuck);
                }
            }
        }
    }

    private Path round(int number) throws IOException {
        return Files.createDirectories(folder.resolve("round" + number));
    }

    /** Publishes as fast as the broker acknowledges, and kills it in the middle. */
    private static Set<String> killUnderLoad(Setting setting, BrokerProcess broker) {
        try (TestPublisher publisher = new TestPublisher(broker.port())) {
            Thread load = Thread.ofVirtual().start(() -> publishUntilItEnds(setting, publisher));
            patiently().pollDelay(LOAD).until(() -> publisher.acknowledgedCount() >= ACKNOWLEDGED_BEFORE_THE_KILL);
            broker.kill();
            patiently().until(() -> !load.isAlive());
            return publisher.acknowledged();
        }
    }

    private static void publishUntilItEnds(Setting setting, TestPublisher publisher) {
        long number = 0;
        while (publisher.isConnected()) {
            long device = 1 + number % Replica.LAST_ACTIVE;
            if (publisher.offer("iotflow/devices/" + device + "/telemetry", Long.toString(number))) {
                number++;
                pace(setting, number);
            }
        }
    }

    /** HiveMQ gets what it can take; mosquitto, which takes more than it can deliver in a test's time, 3000 a second. */
    private static void pace(Setting setting, long number) {
        if (setting != Setting.HIVEMQ_FILE && number % BURST == 0) {
            LockSupport.parkNanos(BURST_PAUSE.toNanos());
        }
    }

    private static void comeBackAndDrain(BrokerProcess broker, Replica replica, GatedStore store) throws IOException {
        patiently().until(() -> !replica.isSubscribed());
        broker.startAgain();
        patiently().until(replica::isSubscribed);
        drain(replica, store);
    }

    /** Until nothing has come for a while. */
    private static void drain(Replica replica, GatedStore store) {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        patiently()
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> replica.inFlight() == 0 && !seen.add(store.arrivals()));
    }

    /** One more message, which makes a broker look at its queue again. */
    private static void wake(BrokerProcess broker, Replica replica, GatedStore store) {
        try (TestPublisher publisher = new TestPublisher(broker.port())) {
            patiently().until(() -> publisher.offer("iotflow/devices/1/telemetry", "wake"));
            patiently().until(() -> publisher.acknowledgedCount() == 1);
            patiently().until(() -> store.storedSet().contains("wake"));
        }
        drain(replica, store);
    }

    private static Set<String> missing(Set<String> acknowledged, GatedStore store) {
        Set<String> missing = new HashSet<>(acknowledged);
        missing.removeAll(store.storedSet());
        return missing;
    }

    private static void report(
            Setting setting, String ingest, Set<String> acknowledged, GatedStore store, int beforeWaking) {
        Set<String> missing = missing(acknowledged, store);
        System.out.printf(
                "%-28s ingest %-9s  acknowledged %6d  missing before waking %6d  missing %6d  (%.1f %%)%n",
                setting,
                ingest,
                acknowledged.size(),
                beforeWaking,
                missing.size(),
                100.0 * missing.size() / acknowledged.size());
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL);
        assertThat(store.storedSet())
                .as("what is stored after the broker has come back")
                .contains("wake");
    }

    private static Replica subscribed(BrokerProcess broker, GatedStore store) {
        Replica replica = new Replica("one", broker.port(), 2000, store, false);
        patiently().until(replica::isSubscribed);
        return replica;
    }

    private static ConditionFactory patiently() {
        return await().atMost(90, TimeUnit.SECONDS).pollInterval(Duration.ofMillis(20));
    }
}
