package io.iotflow.ingest.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Against a real Redis. */
class SharedRefusalLedgerTest {

    private static final Instant START = Instant.now();
    private static final DeviceId PUMP = new DeviceId(7);
    private static final DeviceId FAN = new DeviceId(8);
    private static final String KEY = "Abcdefghijklmnopqrstuvwxyz012345";

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private RedisServer server;
    private Redis client;

    @BeforeEach
    void start() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        server = new RedisServer(port);
        server.start();
        client = Redis.createClient(vertx, new RedisOptions().setConnectionString("redis://127.0.0.1:" + port));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.stop();
        vertx.closeAndAwait();
    }

    @Test
    void showsWhatAnotherReplicaRefusedTheNewestFirst() {
        SharedRefusalLedger one = ledger();
        SharedRefusalLedger other = ledger();
        one.note(refusal(PUMP, 1));
        one.note(refusal(FAN, 2));
        one.writeWaiting().await().indefinitely();
        other.note(refusal(PUMP, 3));
        other.writeWaiting().await().indefinitely();

        assertThat(newest(one, Optional.empty(), START, 10))
                .containsExactly(refusal(PUMP, 3), refusal(FAN, 2), refusal(PUMP, 1));
        assertThat(newest(other, Optional.of(PUMP), START, 10)).containsExactly(refusal(PUMP, 3), refusal(PUMP, 1));
        assertThat(newest(other, Optional.empty(), START.plusMillis(2), 10)).hasSize(2);
        assertThat(newest(other, Optional.empty(), START, 1)).containsExactly(refusal(PUMP, 3));
    }

    @Test
    void findsADeviceBehindManyPages() {
        SharedRefusalLedger ledger = ledger();
        ledger.note(refusal(FAN, 0));
        IntStream.rangeClosed(1, 1200).forEach(i -> ledger.note(refusal(PUMP, i)));
        ledger.writeWaiting().await().indefinitely();

        assertThat(newest(ledger, Optional.of(FAN), START, 10)).containsExactly(refusal(FAN, 0));
        assertThat(newest(ledger, Optional.of(PUMP), START, 1000)).hasSize(1000);
    }

    @Test
    void keepsAboutAsManyAsItMay() {
        SharedRefusalLedger ledger = ledger("iotflow.refusals.most-kept", "300");
        IntStream.rangeClosed(1, 1500).forEach(i -> ledger.note(refusal(PUMP, i)));
        ledger.writeWaiting().await().indefinitely();

        List<Refusal> kept = newest(ledger, Optional.empty(), START, 1000);

        assertThat(kept).hasSizeBetween(300, 500).startsWith(refusal(PUMP, 1500));
    }

    @Test
    void countsWhatItCanNotKeep() {
        SharedRefusalLedger ledger = ledger("iotflow.refusals.most-waiting", "2");

        IntStream.rangeClosed(1, 5).forEach(i -> ledger.note(refusal(PUMP, i)));

        assertThat(dropped()).isEqualTo(3);
    }

    @Test
    void survivesThatRedisIsAway() throws Exception {
        SharedRefusalLedger ledger = ledger();
        ledger.note(refusal(PUMP, 1));
        server.stop();

        ledger.writeWaiting().await().indefinitely();

        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void neverKeepsAKey() {
        SharedRefusalLedger ledger = ledger();
        ledger.note(sent("{\"api_key\" : \"short\", \"a\":1}"));
        ledger.note(sent("key=" + KEY + ";"));
        ledger.note(sent("-".repeat(1010) + KEY));
        ledger.writeWaiting().await().indefinitely();

        assertThat(newest(ledger, Optional.empty(), START, 10))
                .extracting(Refusal::excerpt)
                .containsExactly("-".repeat(1010) + "***", "key=***;", "{\"api_key\" : \"***\", \"a\":1}");
    }

    @Test
    void keepsAKilobyteOfWhatWasSent() {
        assertThat(Excerpt.withoutKeys("ä ".repeat(1000)).getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(1020, 1024);
    }

    private double dropped() {
        return figures.counter("iotflow.ingest.refusals.dropped").count();
    }

    private static List<Refusal> newest(
            SharedRefusalLedger ledger, Optional<DeviceId> device, Instant since, int limit) {
        return ledger.newest(new RefusalSelection(device, since, limit)).await().indefinitely();
    }

    private static Refusal refusal(DeviceId device, int number) {
        return new Refusal(millis(number), Optional.of(device), "http", "no_fields", "number " + number, "{}");
    }

    private static Refusal sent(String excerpt) {
        return new Refusal(millis(1), Optional.empty(), "http", "malformed_json", "the body is not JSON", excerpt);
    }

    private static Instant millis(int number) {
        return Instant.ofEpochMilli(START.toEpochMilli() + 1 + number);
    }

    private SharedRefusalLedger ledger(String... setting) {
        RefusalSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(setting.length == 0 ? Map.of() : Map.of(setting[0], setting[1]))
                .withMapping(RefusalSettings.class)
                .build()
                .getConfigMapping(RefusalSettings.class);
        return new SharedRefusalLedger(new RefusalStream(client, settings), settings, figures);
    }
}
