package io.iotflow.simulator.virtual;

import io.iotflow.simulator.cumulocity.DeviceMemory;
import io.vertx.core.Future;

/** What a virtual device remembers of Cumulocity, in the database. */
final class CumulocityMemory implements DeviceMemory {

    private final long device;
    private final VirtualDeviceRepository repository;
    private boolean registered;
    private boolean restarting;

    CumulocityMemory(VirtualDevice device, VirtualDeviceRepository repository) {
        this.device = device.id();
        this.repository = repository;
        this.registered = device.memory().cumulocityRegistered();
        this.restarting = device.memory().cumulocityRestarting();
    }

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
        return repository.rememberCumulocity(device, registered, restarting);
    }

    @Override
    public Future<Void> rememberRestarting(boolean value) {
        restarting = value;
        return repository.rememberCumulocity(device, registered, restarting);
    }
}
