package io.iotflow.simulator.virtual;

import io.iotflow.simulator.virtual.type.DeviceType;
import io.iotflow.simulator.virtual.type.DeviceTypes;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** The devices that run in this process, all on one event loop. Any thread may call. */
@Singleton
class LiveDevices {

    private final Context loop;
    private final DeviceTypes types;
    private final Deliveries deliveries;
    private final Map<Long, LiveDevice> running = new HashMap<>();

    LiveDevices(Vertx vertx, DeviceTypes types, Deliveries deliveries) {
        this.loop = vertx.getOrCreateContext();
        this.types = types;
        this.deliveries = deliveries;
        deliveries.listen(() -> loop.runOnContext(_ -> toCumulocity(_ -> true).forEach(CumulocityTarget::reconnect)));
    }

    /** Does something on the event loop of the devices. */
    <T> Future<T> on(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(_ -> Future.succeededFuture().compose(_ -> work.get()).onComplete(done));
        return done.future();
    }

    /** Starts a device, unless it runs; after the given time. On the event loop. */
    void start(VirtualDevice device, Duration after) {
        Optional<DeviceType> type = types.find(device.definition().type());
        if (type.isEmpty() || running.containsKey(device.id())) {
            return;
        }
        LiveDevice live = new LiveDevice(
                device,
                new LiveDevice.Instruments(
                        type.get(), deliveries.timers(), new SplittableRandom(), deliveries.journal()),
                deliveries.of(device));
        running.put(device.id(), live);
        deliveries.timers().after(after, () -> {
            if (running.get(device.id()) == live) {
                live.start();
            }
        });
    }

    /** Stops a device, if it runs. On the event loop. */
    Future<Void> stop(long id) {
        LiveDevice live = running.remove(id);
        return live == null ? Future.succeededFuture() : live.stop();
    }

    /** Stops all of them. On the event loop. */
    Future<Void> stopAll() {
        List<Future<Void>> stopping =
                List.copyOf(running.keySet()).stream().map(this::stop).toList();
        return Future.join(stopping).mapEmpty();
    }

    /** The connections to Cumulocity of the devices that run and pass. On the event loop. */
    List<CumulocityTarget> toCumulocity(LongPredicate id) {
        return running.entrySet().stream()
                .filter(entry -> id.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().deliveries().stream())
                .map(Delivery::target)
                .filter(CumulocityTarget.class::isInstance)
                .map(CumulocityTarget.class::cast)
                .toList();
    }

    /** How a device is now; empty when it does not run. On the event loop. */
    Optional<LiveState> state(long id) {
        return Optional.ofNullable(running.get(id)).map(LiveState::of);
    }
}
