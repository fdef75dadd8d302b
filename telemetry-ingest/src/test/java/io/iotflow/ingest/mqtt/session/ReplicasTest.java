package io.iotflow.ingest.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.identity.ApiKey;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.presence.PresenceSettings;
import io.iotflow.presence.TestPresence;
import io.iotflow.testing.RealInfrastructure;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas that share a real Redis, and one whose Redis is away. */
class ReplicasTest {

    private static final long PUMP = 4_000_000_007L;
    private static final DeviceTopic ERRORS = DeviceTopic.errors(new DeviceId(PUMP));

    private final Vertx vertx = Vertx.vertx();
    private TestPresence presenceHere;
    private TestPresence presenceThere;
    private RunningEndpoint here;
    private RunningEndpoint there;

    @BeforeEach
    void start() throws Exception {
        StackFacts facts = RealInfrastructure.get();
        String redis = "redis://:" + facts.redisPassword() + "@127.0.0.1:"
                + facts.ports().get("redis");
        presenceHere = new TestPresence(vertx, redis, settings());
        presenceThere = new TestPresence(vertx, redis, settings());
        here = replica(presenceHere);
        there = replica(presenceThere);
        await().until(() -> presenceHere.listeners("iotflow:device-sessions") >= 2
                && presenceHere.listeners("iotflow:device-messages") >= 2);
    }

    @AfterEach
    void stop() throws Exception {
        here.close();
        there.close();
        presenceHere.close();
        presenceThere.close();
        vertx.closeAndAwait();
    }

    @Test
    void tellsTheOlderSessionThatTheDeviceConnectedToAnotherReplica() throws Exception {
        try (RawClient older = RawClient.version5(here.port).login(PUMP, here.directory.add(PUMP, "pump"));
                RawClient newer = RawClient.version5(there.port).login(PUMP, there.directory.add(PUMP, "pump"))) {
            assertThat(older.nextReply()).isEqualTo("DISCONNECT 0x8e");

            await().until(() -> here.sessions.size() == 0);
            newer.publish(1, MqttQoS.AT_LEAST_ONCE, "iotflow/devices/" + PUMP + "/heartbeat", "");
            assertThat(newer.nextReply()).isEqualTo("PUBACK 1 0x0");
            await().untilAsserted(() ->
                    assertThat(presenceHere.written(Long.toString(PUMP))).startsWith("online"));
        }
        await().untilAsserted(() ->
                assertThat(presenceHere.written(Long.toString(PUMP))).startsWith("offline"));
    }

    @Test
    void bringsAMessageToTheReplicaThatHasTheDevice() throws Exception {
        new SessionPublisher(there.sessions, presenceThere.messages()).watch(new StartupEvent());
        SessionPublisher publisher = new SessionPublisher(here.sessions, presenceHere.messages());
        ApiKey key = there.directory.add(PUMP, "pump");
        try (RawClient device = RawClient.version5(there.port).login(PUMP, key)) {
            device.subscribe(ERRORS.toString());

            publisher
                    .publish(ERRORS, "look".getBytes(StandardCharsets.UTF_8), 1)
                    .await()
                    .indefinitely();

            MqttPublishMessage message = (MqttPublishMessage) device.next();
            assertThat(message.variableHeader().topicName()).isEqualTo(ERRORS.toString());
            assertThat(message.payload().toString(StandardCharsets.UTF_8)).isEqualTo("look");
        }
    }

    @Test
    void goesOnWithSessionsAndTakeoverHereWhileRedisIsAway() throws Exception {
        try (TestPresence away = new TestPresence(vertx, "redis://127.0.0.1:1", settings());
                RunningEndpoint alone = replica(away)) {
            ApiKey key = alone.directory.add(PUMP, "pump");
            try (RawClient older = RawClient.version5(alone.port).login(PUMP, key);
                    RawClient newer = RawClient.version5(alone.port).login(PUMP, key)) {
                assertThat(older.nextReply()).isEqualTo("DISCONNECT 0x8e");
                newer.publish(1, MqttQoS.AT_LEAST_ONCE, "iotflow/devices/" + PUMP + "/telemetry", "{\"a\":1}");
                assertThat(newer.nextReply()).isEqualTo("PUBACK 1 0x0");
            }
            await().until(() -> alone.sessions.size() == 0);
        }
    }

    private static RunningEndpoint replica(TestPresence presence) throws Exception {
        return new RunningEndpoint(Optional.of(new SharedConnectivity(presence.recorder(), presence.epochs())));
    }

    private static PresenceSettings settings() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(PresenceSettings.class)
                .build()
                .getConfigMapping(PresenceSettings.class);
    }
}
