package io.iotflow.simulator.cumulocity;

import io.iotflow.simulator.link.Backoff;
import io.iotflow.simulator.link.MqttLogin;
import io.iotflow.simulator.link.MqttSession;
import io.iotflow.simulator.link.ReconnectingLink;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An emulator and its devices on one event loop, over real connections, in virtual time. */
public final class EmulatedRun implements AutoCloseable {

    public final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    final VirtualTimers timers = new VirtualTimers();
    public final CumulocityEmulator emulator = new CumulocityEmulator(vertx, timers::now);
    final TenantRate rate = new TenantRate();
    private final NetClient client = vertx.createNetClient();
    public final int port;

    /** Memory that outlives a device object, as the database outlives the process. */
    static final class Memory implements DeviceMemory {
        private boolean registered;
        private boolean restarting;

        @Override
        public boolean registered() {
            return registered;
        }

        @Override
        public boolean restarting() {
            return restarting;
        }

        @Override
        public Future<Void> rememberRegistered(boolean value) {
            registered = value;
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> rememberRestarting(boolean value) {
            restarting = value;
            return Future.succeededFuture();
        }
    }

    public EmulatedRun() throws Exception {
        port = await(() -> emulator.listen());
    }

    static String serial(int id) {
        return "iot_sim_" + id + "_client";
    }

    CumulocityDevice device(int id, String name, DeviceMemory memory) {
        return new CumulocityDevice(
                serial(id),
                name,
                new CumulocityDevice.Shared(timers, rate),
                memory,
                device -> new ReconnectingLink(
                        timers,
                        Backoff.STANDARD,
                        serial(id),
                        () -> connect(serial(id), CumulocityEmulator.USER),
                        device));
    }

    Future<MqttSession> connect(String clientId, String user) {
        MqttLogin.Credentials credentials = new MqttLogin.Credentials(user, CumulocityEmulator.PASSWORD);
        return MqttSession.connect(
                vertx,
                client,
                new MqttLogin("127.0.0.1", port, clientId, Optional.of(credentials), Optional.empty(), 60));
    }

    /** Does something on the event loop and gives back what it said. */
    <T> T on(Callable<T> work) throws Exception {
        return await(() -> Future.succeededFuture(work.call()));
    }

    public <T> T await(Callable<Future<T>> work) throws Exception {
        Promise<T> done = Promise.promise();
        context.runOnContext(_ -> {
            try {
                work.call().onComplete(done);
            } catch (Exception failure) {
                done.fail(failure);
            }
        });
        return done.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    void advance(Duration by) throws Exception {
        on(() -> {
            timers.advance(by);
            return true;
        });
    }

    /** Waits for a condition of the event loop; the millisecond in which a link turns online passes meanwhile. */
    void until(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> on(condition));
    }

    void online(CumulocityDevice device) throws Exception {
        until(() -> device.health().connected());
        advance(Duration.ofMillis(1));
    }

    void start(CumulocityDevice device) throws Exception {
        on(() -> {
            device.start();
            return true;
        });
        online(device);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
