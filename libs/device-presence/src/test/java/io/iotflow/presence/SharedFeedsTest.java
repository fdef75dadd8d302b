package io.iotflow.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceTopic;
import io.iotflow.presence.DeviceMessages.DeviceMessage;
import io.iotflow.presence.DeviceSessionEpochs.Begun;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisOptions;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Two replicas over a real Redis that is killed. */
class SharedFeedsTest {

    private static final DeviceId PUMP = new DeviceId(7);
    private static final DeviceTopic ERRORS = DeviceTopic.errors(PUMP);

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Begun> heard = new ConcurrentLinkedQueue<>();
    private final Queue<String> carried = new ConcurrentLinkedQueue<>();
    private int port;
    private RedisServer server;
    private Redis client;
    private DeviceSessionEpochs here;
    private DeviceSessionEpochs there;
    private DeviceMessages messagesHere;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        begin();
        client = Redis.createClient(vertx, new RedisOptions().setConnectionString("redis://127.0.0.1:" + port));
        here = epochs();
        there = epochs();
        there.begun().subscribe().with(heard::add);
        there.listen(new StartupEvent());
        messagesHere = new DeviceMessages(dataSource());
        DeviceMessages messagesThere = new DeviceMessages(dataSource());
        messagesThere.messages().subscribe().with(message -> carried.add(new String(message.payload())));
        messagesThere.listen(new StartupEvent());
        await().until(this::areHeard);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.stop();
        vertx.closeAndAwait();
    }

    @Test
    void tellsAnotherReplicaOfASession() {
        long epoch = here.begin(PUMP).await().indefinitely();

        await().until(() -> heard.contains(new Begun(PUMP, epoch)));
    }

    @Test
    void keepsADeviceOnlineWhoseOlderSessionEndsLate() {
        long older = here.begin(PUMP).await().indefinitely();
        long newer = there.begin(PUMP).await().indefinitely();

        here.leave(PUMP, older).await().indefinitely();

        assertThat(newer).isGreaterThan(older);
        assertThat(status()).isEqualTo("null");
        there.leave(PUMP, newer).await().indefinitely();
        assertThat(status()).startsWith("offline");
    }

    @Test
    void carriesAMessageToTheReplicaThatListens() {
        messagesHere
                .send(new DeviceMessage(ERRORS, "one".getBytes(), 1))
                .await()
                .indefinitely();

        await().until(() -> carried.contains("one"));
    }

    @Test
    void goesOnAfterAMessageThatNobodyCanRead() {
        client.send(Request.cmd(Command.PUBLISH).arg("iotflow:device-messages").arg("1 *** " + ERRORS))
                .await()
                .indefinitely();

        carriesAMessageToTheReplicaThatListens();
    }

    @Test
    void numbersSessionsWithoutRedisAndIsHeardAgainAfterwards() throws Exception {
        long before = here.begin(PUMP).await().indefinitely();
        server.stop();
        long meanwhile = here.begin(PUMP).await().atMost(Duration.ofSeconds(10));

        begin();

        await().atMost(Duration.ofSeconds(20)).until(this::areHeard);
        long after = here.begin(PUMP).await().indefinitely();
        assertThat(List.of(before, meanwhile, after)).isSorted();
        await().until(() -> heard.contains(new Begun(PUMP, after)));
    }

    private boolean areHeard() {
        try {
            return client.send(Request.cmd(Command.PUBSUB)
                            .arg("NUMSUB")
                            .arg("iotflow:device-sessions")
                            .arg("iotflow:device-messages"))
                    .await()
                    .indefinitely()
                    .toString()
                    .equals("[iotflow:device-sessions, 1, iotflow:device-messages, 1]");
        } catch (RuntimeException _) {
            return false;
        }
    }

    private String status() {
        return String.valueOf(client.send(Request.cmd(Command.GET).arg("device_status:7"))
                .await()
                .indefinitely());
    }

    private void begin() throws Exception {
        server = new RedisServer(port);
        server.start();
    }

    private DeviceSessionEpochs epochs() {
        return new DeviceSessionEpochs(
                dataSource(),
                new PresenceRecorder(client, new Settings(), Clock.systemUTC()),
                new Settings(),
                Clock.systemUTC());
    }

    private ReactiveRedisDataSource dataSource() {
        return new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client));
    }

    private record Settings() implements PresenceSettings {
        @Override
        public Duration onlineFor() {
            return Duration.ofSeconds(300);
        }

        @Override
        public Duration writeEvery() {
            return Duration.ofSeconds(10);
        }

        @Override
        public int mostWaiting() {
            return 100;
        }
    }
}
