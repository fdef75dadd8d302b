package io.iotflow.ingest.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.ingest.mqtt.broker.BrokerProcess.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Broker mode against real brokers, with a store that can be held back. */
class BrokerModeTest {

    private static final int ROOMY = 2000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void acknowledgesOnlyAfterTheCommit(Kind kind) throws IOException, InterruptedException {
        try (BrokerProcess broker = BrokerProcess.start(kind, folder)) {
            subscribed(broker, "one", ROOMY, new GatedStore(true)).close();
            List<String> sent = publish(broker, "before", 50);
            GatedStore held = new GatedStore(false);
            try (Replica doomed = subscribed(broker, "one", ROOMY, held)) {
                patiently().until(() -> held.arrivals() == sent.size());
                assertThat(doomed.count("messages.acknowledged")).isZero();
            }

            GatedStore store = new GatedStore(true);
            try (Replica next = subscribed(broker, "one", ROOMY, store)) {
                patiently().until(() -> next.count("messages.acknowledged") >= sent.size());

                assertThat(held.stored()).isEmpty();
                assertThat(store.stored()).containsExactlyInAnyOrderElementsOf(sent);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void poisonStopsNothingBehindIt(Kind kind) throws IOException, InterruptedException {
        GatedStore store = new GatedStore(true);
        try (BrokerProcess broker = BrokerProcess.start(kind, folder);
                Replica replica = subscribed(broker, "one", ROOMY, store);
                TestPublisher device = new TestPublisher(broker.port())) {
            device.subscribe("iotflow/devices/3/errors");

            device.send("iotflow/devices/3/telemetry", GatedStore.UNREADABLE);
            device.send("iotflow/devices/999/telemetry", "from nobody");
            device.send("iotflow/devices/21/telemetry", "from an inactive one");
            device.send("iotflow/devices/three/telemetry", "no device at all");
            device.send("iotflow/devices/3/telemetry", "good");

            patiently().until(() -> replica.count("messages.acknowledged") == 5);
            assertThat(store.stored()).containsExactly("good");
            assertThat(replica.refusals)
                    .extracting(refusal -> refusal.transport() + " " + refusal.code())
                    .containsExactlyInAnyOrder(
                            "mqtt malformed_json",
                            "mqtt unknown_device",
                            "mqtt device_not_active",
                            "mqtt forbidden_topic");
            patiently().until(() -> device.heard().size() == 1);
            assertThat(device.heard().peek()).contains("malformed_json", "iotflow/devices/3/telemetry");
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesBackWhenTheBrokerWasKilled(Kind kind) throws IOException, InterruptedException {
        GatedStore store = new GatedStore(false);
        try (BrokerProcess broker = BrokerProcess.start(kind, folder);
                Replica replica = subscribed(broker, "one", ROOMY, store)) {
            // Killed while messages are handed out, HiveMQ hands out nothing afterwards: docs/durability.md.
            List<String> before = publish(broker, "before", kind == Kind.HIVEMQ ? 0 : 50);
            patiently().until(() -> store.arrivals() == before.size());

            broker.kill();
            patiently().until(() -> !replica.isSubscribed());
            store.open();
            patiently().until(() -> store.storedSet().containsAll(before));
            broker.startAgain();
            patiently().until(replica::isSubscribed);
            List<String> after = publish(broker, "after", 50);

            patiently().until(() -> store.stored().containsAll(after));
            assertThat(replica.count("connections")).isGreaterThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoReplicasShareAndOneTakesOver(Kind kind) throws IOException, InterruptedException {
        GatedStore held = new GatedStore(false);
        GatedStore open = new GatedStore(true);
        try (BrokerProcess broker = BrokerProcess.start(kind, folder);
                Replica survivor = subscribed(broker, "two", ROOMY, open)) {
            List<String> shared;
            try (Replica doomed = subscribed(broker, "one", ROOMY, held)) {
                shared = publish(broker, "shared", 400);
                if (kind == Kind.MOSQUITTO) {
                    patiently().until(() -> all(held.arrived(), open.stored()).containsAll(shared));
                    assertThat(open.stored()).isNotEmpty();
                    assertThat(held.arrivals() + open.stored().size()).isEqualTo(shared.size());
                } else {
                    // What HiveMQ handed out unacknowledged may hold up the rest of the group's queue:
                    // docs/durability.md.
                    patiently().until(() -> held.arrivals() + open.stored().size() > 0);
                }
                assertThat(doomed.count("messages.acknowledged")).isZero();
            }

            if (kind == Kind.HIVEMQ) {
                patiently().until(() -> open.storedSet().containsAll(shared));
            } else {
                // Mosquitto keeps for the dead replica what it had, under its name.
                GatedStore back = new GatedStore(true);
                try (Replica again = subscribed(broker, "one", ROOMY, back)) {
                    patiently().until(() -> all(back.stored(), open.stored()).containsAll(shared));
                    assertThat(again.isSubscribed()).isTrue();
                }
            }
            assertThat(survivor.isSubscribed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsNoMoreThanTheBrokersWindowWhileTheStoreIsDown(Kind kind) throws IOException, InterruptedException {
        GatedStore store = new GatedStore(false);
        try (BrokerProcess broker = BrokerProcess.start(kind, folder)) {
            subscribed(broker, "one", ROOMY, new GatedStore(true)).close();
            List<String> sent = publish(broker, "held", 3 * BrokerProcess.WINDOW / 2);
            try (Replica replica = subscribed(broker, "one", ROOMY, store)) {
                patiently().until(() -> store.arrivals() == BrokerProcess.WINDOW);
                assertThat(replica.count("messages.acknowledged")).isZero();

                store.open();

                patiently().until(() -> replica.count("messages.acknowledged") >= sent.size());
                assertThat(store.stored()).containsExactlyInAnyOrderElementsOf(sent);
                assertThat(replica.count("messages.left")).isZero();
                assertThat(replica.count("connections")).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void fetchesWhatCameBeyondItsOwnBound(Kind kind) throws IOException, InterruptedException {
        GatedStore store = new GatedStore(false);
        int bound = BrokerProcess.WINDOW / 4;
        try (BrokerProcess broker = BrokerProcess.start(kind, folder)) {
            subscribed(broker, "one", ROOMY, new GatedStore(true)).close();
            List<String> sent = publish(broker, "held", BrokerProcess.WINDOW);
            try (Replica replica = subscribed(broker, "one", bound, store)) {
                patiently().until(() -> replica.count("messages.left") == sent.size() - bound);
                assertThat(store.arrived()).hasSize(bound);
                assertThat(replica.inFlight()).isEqualTo(bound);

                store.open();

                patiently().until(() -> store.storedSet().containsAll(sent));
                assertThat(replica.count("connections")).isGreaterThanOrEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void storesABurstAndEachDevicesReadingsInOrder(Kind kind) throws IOException, InterruptedException {
        GatedStore store = new GatedStore(true);
        try (BrokerProcess broker = BrokerProcess.start(kind, folder);
                Replica replica = subscribed(broker, "one", ROOMY, store)) {
            List<String> sent = publish(broker, "burst", 10_000);

            patiently().until(() -> replica.count("messages.acknowledged") >= sent.size());

            assertThat(store.stored()).hasSameSizeAs(sent);
            for (long device = 1; device <= Replica.LAST_ACTIVE; device++) {
                String prefix = "burst " + device + " ";
                assertThat(startingWith(prefix, store.stored())).isEqualTo(startingWith(prefix, sent));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsForTheDatabaseInsteadOfRefusing(Kind kind) throws IOException, InterruptedException {
        GatedStore store = new GatedStore(true);
        try (BrokerProcess broker = BrokerProcess.start(kind, folder);
                Replica replica = new Replica("one", broker.port(), ROOMY, store, true)) {
            patiently().until(replica::isSubscribed);
            List<String> sent = publish(broker, "early", 40);
            patiently().until(() -> replica.inFlight() > 0);
            assertThat(replica.refusals).isEmpty();

            replica.directory.away = false;

            patiently().until(() -> replica.count("messages.acknowledged") == sent.size());
            assertThat(store.stored()).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @ParameterizedTest
    @EnumSource
    void publishesDownAndHearsThatTheBrokerHasIt(Kind kind) throws IOException {
        try (BrokerProcess broker = BrokerProcess.start(kind, folder);
                Replica replica = subscribed(broker, "one", ROOMY, new GatedStore(true));
                TestPublisher device = new TestPublisher(broker.port())) {
            device.subscribe("iotflow/devices/3/commands/#");

            assertThat(replica.publish("iotflow/devices/3/commands/control", "reboot")
                            .subscribeAsCompletionStage())
                    .succeedsWithin(Duration.ofSeconds(10));
            patiently().until(() -> device.heard().contains("reboot"));

            broker.kill();
            assertThat(replica.publish("iotflow/devices/3/commands/control", "again")
                            .subscribeAsCompletionStage())
                    .failsWithin(Duration.ofSeconds(15))
                    .withThrowableOfType(Exception.class)
                    .withRootCauseInstanceOf(BrokerUnavailableException.class);
        }
    }

    private static Set<String> all(List<String> first, List<String> second) {
        Set<String> all = new HashSet<>(first);
        all.addAll(second);
        return all;
    }

    private static Replica subscribed(BrokerProcess broker, String name, int mostInFlight, GatedStore store) {
        Replica replica = new Replica(name, broker.port(), mostInFlight, store, false);
        patiently().until(replica::isSubscribed);
        return replica;
    }

    /** Publishes over all devices in turn; returns when the broker has acknowledged. */
    private static List<String> publish(BrokerProcess broker, String word, int count) throws InterruptedException {
        List<String> sent = new ArrayList<>();
        try (TestPublisher devices = new TestPublisher(broker.port())) {
            for (int number = 0; number < count; number++) {
                long device = 1 + number % Replica.LAST_ACTIVE;
                sent.add(word + " " + device + " " + number);
                devices.send("iotflow/devices/" + device + "/telemetry", sent.getLast());
            }
            devices.awaitAcknowledged();
        }
        return sent;
    }

    private static List<String> startingWith(String prefix, List<String> payloads) {
        return IntStream.range(0, payloads.size())
                .mapToObj(payloads::get)
                .filter(payload -> payload.startsWith(prefix))
                .toList();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
