package io.iotflow.simulator.virtual;

import io.iotflow.simulator.cumulocity.settings.CurrentBroker;
import io.iotflow.simulator.link.Timers;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Makes the ways from a device to its targets, and the journal that all of them share. */
@Singleton
class Deliveries {

    private final VirtualDeviceRepository devices;
    private final IotflowRoad iotflow;
    private final CurrentBroker cumulocity;
    private final Delivery.Surroundings surroundings;

    Deliveries(
            VirtualDeviceRepository devices,
            MeasurementRepository measurements,
            IotflowRoad iotflow,
            CurrentBroker cumulocity) {
        this.devices = devices;
        this.iotflow = iotflow;
        this.cumulocity = cumulocity;
        Timers timers = iotflow.timers();
        this.surroundings = new Delivery.Surroundings(timers, new Journal(measurements, timers), measurements);
    }

    Timers timers() {
        return surroundings.timers();
    }

    Journal journal() {
        return surroundings.journal();
    }

    /** Who is told when devices have to connect to Cumulocity anew. */
    void listen(Runnable listener) {
        cumulocity.listen(listener);
    }

    /** The ways of a device, not yet begun. */
    List<Delivery> of(VirtualDevice device) {
        List<Delivery> ways = new ArrayList<>();
        Target target = device.definition().target();
        if (target.includes(Target.IOTFLOW)) {
            ways.add(way(device, Target.IOTFLOW, new IotflowTarget(device, iotflow, devices)));
        }
        if (target.includes(Target.CUMULOCITY)) {
            ways.add(way(device, Target.CUMULOCITY, new CumulocityTarget(device, cumulocity, devices, timers())));
        }
        return ways;
    }

    private Delivery way(VirtualDevice device, Target name, DeliveryTarget target) {
        return new Delivery(device, name, target, surroundings);
    }
}
