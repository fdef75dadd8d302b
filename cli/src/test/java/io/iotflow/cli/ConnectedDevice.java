package io.iotflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.cli.RunningStack.TestDevice;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A device that is connected over MQTT and listens to commands; it does not come back by itself. */
final class ConnectedDevice implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final MqttClient client;
    private final String prefix;
    private final List<JsonNode> commands = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private ConnectedDevice(TestDevice device, String key) {
        client = MqttClient.create(
                vertx,
                new MqttClientOptions()
                        .setClientId("device_" + device.id())
                        .setUsername(Long.toString(device.id()))
                        .setPassword(key));
        prefix = "iotflow/devices/" + device.id() + "/";
        client.publishHandler(message -> commands.add(read(message.payload().getBytes())));
        client.closeHandler(_ -> closed = true);
    }

    /** Connects and subscribes; fails when either is refused. */
    static ConnectedDevice connect(TestDevice device, String key, int port) throws Exception {
        ConnectedDevice connected = new ConnectedDevice(device, key);
        try {
            connected.done(connected.client.connect(port, "127.0.0.1"));
            connected.done(connected.client.subscribe(connected.prefix + "commands/#", 1));
            return connected;
        } catch (Exception refused) {
            connected.close();
            throw refused;
        }
    }

    /** The commands that came, in their order. */
    List<String> commands() {
        return commands.stream()
                .map(command -> command.path("command").asText())
                .toList();
    }

    /** Answers the last command. */
    void complete() throws Exception {
        String id = commands.getLast().path("command_id").asText();
        publish("commands/" + id + "/response", "{\"status\":\"completed\",\"result\":{\"code\":7}}");
    }

    void publish(String path, String payload) throws Exception {
        done(client.publish(prefix + path, Buffer.buffer(payload), MqttQoS.AT_LEAST_ONCE, false, false));
    }

    /** Whether the session was ended from the other side. */
    boolean isClosed() {
        return closed;
    }

    private void done(Future<?> future) throws Exception {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IOException("no answer over MQTT", late);
        }
    }

    private static JsonNode read(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws Exception {
        done(vertx.close());
    }
}
