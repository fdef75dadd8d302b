package io.iotflow.ingest.mqtt.operation;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceDirectory;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The devices that an operator names. */
@Singleton
class KnownDevices {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final DeviceDirectory directory;

    KnownDevices(DeviceDirectory directory) {
        this.directory = directory;
    }

    /** The device with this id; fails with the problem that the caller is told. */
    Uni<DeviceIdentity> named(String id) {
        return DeviceId.parse(id)
                .map(this::known)
                .orElseGet(() -> Uni.createFrom().failure(KnownDevices::unknown));
    }

    /** The same. */
    Uni<DeviceIdentity> known(DeviceId id) {
        return directory
                .findById(id)
                .onFailure(Exception.class)
                .transform(_ -> ProblemException.unavailable(
                        "Service unavailable", "The device database does not answer. Try again.", RETRY_AFTER))
                .map(found -> found.orElseThrow(KnownDevices::unknown));
    }

    private static ProblemException unknown() {
        return ProblemException.titled(ProblemType.NOT_FOUND, "Device not found", "There is no device with this id.");
    }
}
