package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.DeviceStatus;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.registry.audit.Audit;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.device.DescriptionChanges;
import io.iotflow.registry.device.Device;
import io.iotflow.registry.device.DeviceDescription;
import io.iotflow.registry.device.DeviceRepository;
import io.iotflow.registry.device.KnownDevices;
import io.iotflow.registry.device.NameTaken;
import io.iotflow.registry.form.JsonForm;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Changes a device, writes down who did, and tells all services once it is committed. */
@Singleton
class ChangeDevice {

    private static final String OBJECT = "device";

    private final Database database;
    private final DeviceRepository devices;
    private final DeviceFeed changes;
    private final Audit audit;

    ChangeDevice(Database database, DeviceRepository devices, DeviceFeed changes, Audit audit) {
        this.database = database;
        this.devices = devices;
        this.changes = changes;
        this.audit = audit;
    }

    /** Answers the status before. */
    Uni<DeviceStatus> setStatus(DeviceId id, DeviceStatus status) {
        return database.inTransaction(statements -> devices.setStatus(statements, id, status)
                        .map(before -> before.orElseThrow(KnownDevices::unknown))
                        .call(before -> audit.record(
                                statements,
                                "device.status.change",
                                OBJECT,
                                id.toString(),
                                Map.of("old_status", before.wireName(), "new_status", status.wireName()))))
                .call(() -> changes.announce(DeviceFeed.Kind.CHANGED, id));
    }

    /** Changes what is said of a device. */
    Uni<Device> describe(DeviceId id, JsonForm form) {
        return database.inTransaction(statements -> devices.lock(statements, id)
                        .map(found -> found.orElseThrow(KnownDevices::unknown))
                        .chain(before -> describe(statements, before, form)))
                .onFailure(NameTaken::isWhy)
                .transform(_ -> NameTaken.problem())
                .call(() -> changes.announce(DeviceFeed.Kind.CHANGED, id));
    }

    private Uni<Device> describe(DatabaseStatements statements, Device before, JsonForm form) {
        DeviceDescription wanted = before.description().changedBy(form);
        Map<String, Object> details = DescriptionChanges.between(before.description(), wanted);
        return devices.describe(statements, before.id(), wanted)
                .map(changed -> changed.orElseThrow(KnownDevices::unknown))
                .call(() -> audit.record(
                        statements, "device.change", OBJECT, before.id().toString(), details));
    }

    /** Changes what a device says of itself, and its status if it asks for that; no operator, no audit. */
    Uni<Device> describeSelf(DeviceId id, JsonForm form, Optional<DeviceStatus> status) {
        return database.inTransaction(statements -> devices.lock(statements, id)
                        .map(found -> found.orElseThrow(KnownDevices::unknown))
                        .call(() -> status.map(wanted -> devices.setStatus(statements, id, wanted))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                        .chain(device -> devices.describe(
                                statements, id, device.description().changedByItself(form)))
                        .map(changed -> changed.orElseThrow(KnownDevices::unknown)))
                .call(() -> changes.announce(DeviceFeed.Kind.CHANGED, id));
    }

    Uni<Void> remove(DeviceId id) {
        return database.inTransaction(statements -> devices.lock(statements, id)
                        .map(found -> found.orElseThrow(KnownDevices::unknown))
                        .call(() -> devices.remove(statements, id))
                        .chain(gone -> audit.record(statements, "device.delete", OBJECT, id.toString(), before(gone))))
                .chain(() -> changes.announce(DeviceFeed.Kind.CHANGED, id));
    }

    private static Map<String, Object> before(Device device) {
        return Map.of(
                "before",
                Map.of(
                        "name",
                        device.description().name(),
                        "device_type",
                        device.description().deviceType(),
                        "status",
                        device.status().wireName()));
    }
}
