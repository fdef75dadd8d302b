package io.iotflow.ingest.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A device at the broker: publishes at QoS 1 and knows what was acknowledged. */
final class TestPublisher implements AutoCloseable {

    private static final int WINDOW = 500;
    private static final long PATIENCE_SECONDS = 30;
    private static final long ROOM_MILLIS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final MqttClient client;
    private final Semaphore window = new Semaphore(WINDOW);
    private final Map<Integer, String> sent = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    TestPublisher(int port) {
        MqttClientOptions options = new MqttClientOptions().setMaxInflightQueue(2 * WINDOW);
        client = MqttClient.create(vertx, options);
        client.publishHandler(message -> heard.add(message.payload().toString()));
        client.publishCompletionHandler(packet -> {
            String payload = sent.remove(packet);
            if (payload != null) {
                acknowledged.add(payload);
            }
            window.release();
        });
        done(client.connect(port, "127.0.0.1")
                .<Void>mapEmpty()
                .toCompletionStage()
                .toCompletableFuture());
    }

    /** Sends, not waiting for more than the window. */
    void send(String topic, String payload) throws InterruptedException {
        assertThat(window.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the broker acknowledges")
                .isTrue();
        client.publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, false)
                .onSuccess(packet -> sent.put(packet, payload));
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /** Sends when there is room soon; what fails is not acknowledged. */
    boolean offer(String topic, String payload) {
        try {
            if (!window.tryAcquire(ROOM_MILLIS, TimeUnit.MILLISECONDS) || !client.isConnected()) {
                return false;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        client.publish(topic, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, false)
                .onSuccess(packet -> sent.put(packet, payload));
        return true;
    }

    /** Waits until everything sent is acknowledged by the broker. */
    void awaitAcknowledged() throws InterruptedException {
        assertThat(window.tryAcquire(WINDOW, PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the broker acknowledges")
                .isTrue();
        window.release(WINDOW);
    }

    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    void subscribe(String filter) {
        done(client.subscribe(filter, 1).<Void>mapEmpty().toCompletionStage().toCompletableFuture());
    }

    Queue<String> heard() {
        return heard;
    }

    private static void done(CompletableFuture<Void> future) {
        assertThat(future).succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
