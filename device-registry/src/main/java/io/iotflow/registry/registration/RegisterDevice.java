package io.iotflow.registry.registration;

import io.iotflow.identity.ApiKey;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.credential.ApiKeyRepository;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.device.Device;
import io.iotflow.registry.device.DeviceDescription;
import io.iotflow.registry.device.DeviceRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;

/** Adds a device and its first key, both or neither. */
@Singleton
class RegisterDevice {

    /** A new device and its key, the only time that it is seen. */
    record Registered(Device device, ApiKey key) {}

    private final Database database;
    private final DeviceRepository devices;
    private final ApiKeyRepository keys;
    private final RandomGenerator random;

    RegisterDevice(Database database, DeviceRepository devices, ApiKeyRepository keys, RandomGenerator random) {
        this.database = database;
        this.devices = devices;
        this.keys = keys;
        this.random = random;
    }

    Uni<Registered> register(DeviceDescription description) {
        return database.inTransaction(connection -> add(connection, description))
                .onFailure(RegisterDevice::isNameTaken)
                .transform(_ -> ProblemException.titled(
                        ProblemType.CONFLICT,
                        "Device name already exists",
                        "A device with this name is registered already. Choose another name."));
    }

    private Uni<Registered> add(SqlConnection connection, DeviceDescription description) {
        ApiKey key = ApiKey.generate(random);
        return devices.add(connection, description)
                .call(device -> keys.add(connection, device.id(), key))
                .map(device -> new Registered(device, key));
    }

    private static boolean isNameTaken(Throwable failure) {
        return failure instanceof PgException said && "devices_name_key".equals(said.getConstraint());
    }
}
