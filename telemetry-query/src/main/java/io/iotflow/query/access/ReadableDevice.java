package io.iotflow.query.access;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.identity.RememberedDevices;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Decides whose readings a caller may see: a device its own, an operator everybody's. */
@Singleton
public class ReadableDevice {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RememberedDevices devices;
    private final SecurityIdentity caller;

    ReadableDevice(RememberedDevices devices, SecurityIdentity caller) {
        this.devices = devices;
        this.caller = caller;
    }

    /** The device itself; only where the device role is required. */
    public DeviceIdentity own() {
        return ((DevicePrincipal) caller.getPrincipal()).device();
    }

    /** The device with this id, if the caller of the current request may read it. */
    public Uni<DeviceIdentity> named(String id) {
        if (caller.getPrincipal() instanceof DevicePrincipal(DeviceIdentity device)) {
            return device.id().toString().equals(id)
                    ? Uni.createFrom().item(device)
                    : Uni.createFrom()
                            .failure(ProblemException.of(
                                    ProblemType.FORBIDDEN, "A device may read its own telemetry only."));
        }
        return DeviceId.parse(id)
                .map(this::find)
                .orElseGet(() -> Uni.createFrom().failure(unknown()));
    }

    private Uni<DeviceIdentity> find(DeviceId id) {
        return devices.find(id)
                .onFailure(Exception.class)
                .transform(_ -> ProblemException.unavailable(
                        "Service unavailable", "The device database does not answer. Try again.", RETRY_AFTER))
                .map(found -> found.orElseThrow(ReadableDevice::unknown));
    }

    private static ProblemException unknown() {
        return ProblemException.titled(ProblemType.NOT_FOUND, "Device not found", "There is no device with this id.");
    }
}
