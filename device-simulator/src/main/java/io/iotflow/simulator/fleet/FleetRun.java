package io.iotflow.simulator.fleet;

import io.iotflow.simulator.device.Connections;
import io.iotflow.simulator.device.DeviceFigures;
import io.iotflow.simulator.device.SimulatedDevice;
import io.iotflow.simulator.device.SimulatedDevice.Behaviour;
import io.iotflow.simulator.load.Journal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fleet under way. Any thread. */
public final class FleetRun {

    private static final double LEAST_RATE = 0.001;

    private final Vertx vertx;
    private final FleetPlan plan;
    private final DeviceFigures figures = new DeviceFigures();
    private final List<SimulatedDevice> waiting = new ArrayList<>();
    private final List<SimulatedDevice> started = new CopyOnWriteArrayList<>();
    private volatile double changedRate;
    private final List<Long> timers = new CopyOnWriteArrayList<>();

    public FleetRun(Vertx vertx, FleetPlan plan, Connections connections, Journal journal, Clock clock) {
        this.vertx = vertx;
        this.plan = plan;
        SimulatedDevice.Shared shared = new SimulatedDevice.Shared(connections, journal, figures, clock);
        for (int i = 0; i < plan.devices().size(); i++) {
            Behaviour behaviour = new Behaviour(
                    plan.profile(i), plan.form(), plan.qos(), plan.seed(i), plan.firstAfter(i), plan.faults());
            waiting.add(new SimulatedDevice(plan.devices().get(i), behaviour, shared));
        }
    }

    /** Starts the devices, one after the other as the plan says. */
    public void start() {
        for (int i = 0; i < waiting.size(); i++) {
            SimulatedDevice device = waiting.get(i);
            long millis = plan.startMillis(i);
            if (millis == 0) {
                begin(device);
            } else {
                timers.add(vertx.setTimer(millis, _ -> begin(device)));
            }
        }
    }

    private void begin(SimulatedDevice device) {
        started.add(device);
        device.start();
        if (changedRate > 0) {
            changeRate(changedRate);
        }
    }

    /** Completes when every device has what it sent acknowledged, has said that it leaves, and is gone. */
    public Future<Void> stop() {
        timers.forEach(vertx::cancelTimer);
        return Future.join(started.stream().map(SimulatedDevice::stop).toList()).mapEmpty();
    }

    /** From now on so many messages a second of all devices that have started. */
    public void changeRate(double messagesPerSecond) {
        changedRate = messagesPerSecond;
        double seconds = started.size() / Math.max(LEAST_RATE, messagesPerSecond);
        started.forEach(device -> device.changePace(seconds));
    }

    /** All devices lose their connections and come back at once. */
    public void reconnect() {
        started.forEach(SimulatedDevice::reconnect);
    }

    /** All devices are without a connection for as long as it is said so. */
    public void cutOff(boolean away) {
        started.forEach(device -> device.cutOff(away));
    }

    public DeviceFigures figures() {
        return figures;
    }

    /** What is left of the batteries on average, in percent. */
    public double battery() {
        return waiting.stream().mapToDouble(SimulatedDevice::battery).average().orElse(0);
    }
}
