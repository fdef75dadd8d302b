package io.iotflow.simulator.virtual.api;

import io.iotflow.audit.Change;
import io.iotflow.audit.RecordChange;
import io.iotflow.simulator.virtual.Definition;
import io.iotflow.simulator.virtual.VirtualDevice;
import io.iotflow.simulator.virtual.VirtualDevices.Page;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** What operators do with virtual devices, on its way into the audit. Each fails when it is not written down. */
@Singleton
class DeviceChanges {

    private static final String OBJECT = "virtual_device";
    private static final double MILLIS = 1000;

    private final RecordChange audit;

    DeviceChanges(RecordChange audit) {
        this.audit = audit;
    }

    Uni<Void> create(long id, Definition device) {
        return record("create", Long.toString(id), Optional.empty(), Optional.of(said(device)));
    }

    Uni<Void> change(VirtualDevice before, Definition after) {
        return record(
                "change", Long.toString(before.id()), Optional.of(said(before.definition())), Optional.of(said(after)));
    }

    Uni<Void> delete(VirtualDevice device) {
        return record("delete", Long.toString(device.id()), Optional.of(said(device.definition())), Optional.empty());
    }

    /** Starts it or stops it. */
    Uni<Void> run(VirtualDevice device, boolean running) {
        return record(
                running ? "start" : "stop",
                Long.toString(device.id()),
                Optional.of(Map.of("running", device.running())),
                Optional.of(Map.of("running", running)));
    }

    Uni<Void> forgetRegistration(VirtualDevice device) {
        return record(
                "forget-registration",
                Long.toString(device.id()),
                Optional.of(Map.of("registered", device.memory().cumulocityRegistered())),
                Optional.of(Map.of("registered", false)));
    }

    /** Starts all or stops all. */
    Uni<Void> runAll(Page before, boolean running) {
        return record(
                running ? "start-all" : "stop-all",
                "all",
                Optional.of(Map.of("running", before.running())),
                Optional.of(Map.of("running", running ? before.total() : 0L)));
    }

    Uni<Void> deleteAll(Page before) {
        return record(
                "delete-all",
                "all",
                Optional.of(Map.of("devices", before.total())),
                Optional.of(Map.of("devices", 0L)));
    }

    private Uni<Void> record(String how, String id, Optional<Object> before, Optional<Object> after) {
        return audit.record(new Change("virtual-device." + how, OBJECT, id, before, after));
    }

    private static Object said(Definition device) {
        return Map.of(
                "name",
                device.name(),
                "type",
                device.type(),
                "interval",
                device.interval().toMillis() / MILLIS,
                "target",
                device.target().wireName());
    }
}
