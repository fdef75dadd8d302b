package io.iotflow.presence;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import java.time.Clock;

/** What one replica gets injected, over a Redis of the test's choice. */
public final class TestPresence implements AutoCloseable {

    private final Redis client;
    private final ReactiveRedisDataSource source;
    private final PresenceRecorder recorder;
    private final DeviceSessionEpochs epochs;
    private final DeviceMessages messages;

    public TestPresence(Vertx vertx, String redis, PresenceSettings settings) {
        Clock clock = Clock.systemUTC();
        this.client = Redis.createClient(vertx, new RedisOptions().setConnectionString(redis));
        this.source = new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client));
        this.recorder = new PresenceRecorder(client, settings, clock);
        this.epochs = new DeviceSessionEpochs(source, recorder, settings, clock);
        this.messages = new DeviceMessages(source);
        epochs.listen(new StartupEvent());
        messages.listen(new StartupEvent());
        recorder.flushRegularly(new StartupEvent());
    }

    public PresenceRecorder recorder() {
        return recorder;
    }

    public DeviceSessionEpochs epochs() {
        return epochs;
    }

    public DeviceMessages messages() {
        return messages;
    }

    /** How many replicas listen on a channel. */
    public int listeners(String channel) {
        return source.execute("PUBSUB", "NUMSUB", channel)
                .await()
                .indefinitely()
                .get(1)
                .toInteger();
    }

    /** What is written of a device's presence. */
    public String written(String device) {
        return String.valueOf(
                source.execute("GET", "device_status:" + device).await().indefinitely());
    }

    @Override
    public void close() {
        client.close();
    }
}
