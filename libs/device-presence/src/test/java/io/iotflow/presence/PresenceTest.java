package io.iotflow.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisOptions;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Against a real Redis. */
class PresenceTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final DeviceId PUMP = new DeviceId(7);
    private static final DeviceId FAN = new DeviceId(8);

    private final Vertx vertx = Vertx.vertx();
    private RedisServer server;
    private Redis client;
    private LastSeenLedger ledger;

    @BeforeEach
    void start() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        server = new RedisServer(port);
        server.start();
        client = Redis.createClient(vertx, new RedisOptions().setConnectionString("redis://127.0.0.1:" + port));
        ledger = new LastSeenLedger(RedisAPI.api(client));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.stop();
        vertx.closeAndAwait();
    }

    @Test
    void writesWhoWasHeardForAWhile() {
        PresenceRecorder recorder = recorderAt(NOON);

        recorder.heard(PUMP);
        recorder.heard(FAN);
        recorder.flush().await().indefinitely();

        assertThat(redis("GET", "device_status:7")).isEqualTo("online:" + NOON.toEpochMilli());
        assertThat(Integer.parseInt(redis("TTL", "device_status:8"))).isBetween(290, 300);
        assertThat(oldest()).isEqualTo(Map.of(PUMP, NOON, FAN, NOON));
    }

    @Test
    void writesADeviceThatIsHeardAllTheTimeOnce() {
        PresenceRecorder recorder = recorderAt(NOON);
        recorder.heard(PUMP);
        recorder.flush().await().indefinitely();
        redis("DEL", "device_status:7");

        recorder.heard(PUMP);
        recorder.flush().await().indefinitely();

        assertThat(redis("EXISTS", "device_status:7")).isEqualTo("0");
    }

    @Test
    void doesNotGoBackInTime() {
        note(PUMP, NOON);

        note(PUMP, NOON.minusSeconds(60));

        assertThat(oldest()).isEqualTo(Map.of(PUMP, NOON));
    }

    @Test
    void keepsForTheNextTimeWhoWasHeardAgainMeanwhile() {
        note(PUMP, NOON);
        note(FAN, NOON);
        Map<DeviceId, Instant> taken = oldest();
        note(PUMP, NOON.plusSeconds(10));

        ledger.kept(taken).await().indefinitely();

        assertThat(oldest()).isEqualTo(Map.of(PUMP, NOON.plusSeconds(10)));
    }

    @Test
    void tellsTheNewestOfWhatIsRememberedAndKept() {
        Presence presence = new Presence(true, Optional.of(NOON));

        assertThat(presence.newestOf(Optional.of(NOON.minusSeconds(1)))).contains(NOON);
        assertThat(presence.newestOf(Optional.of(NOON.plusSeconds(1)))).contains(NOON.plusSeconds(1));
        assertThat(Presence.UNHEARD.newestOf(Optional.empty())).isEmpty();
    }

    private void note(DeviceId device, Instant time) {
        PresenceRecorder recorder = recorderAt(time);
        recorder.heard(device);
        recorder.flush().await().indefinitely();
    }

    private PresenceRecorder recorderAt(Instant time) {
        return new PresenceRecorder(client, new Settings(), Clock.fixed(time, ZoneOffset.UTC));
    }

    private Map<DeviceId, Instant> oldest() {
        return ledger.oldest(10).await().indefinitely();
    }

    private String redis(String command, String key) {
        return client.send(Request.cmd(Command.create(command)).arg(key))
                .await()
                .indefinitely()
                .toString();
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
