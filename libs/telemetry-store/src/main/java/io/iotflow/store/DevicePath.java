package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import java.util.Optional;

/** Where a device's series are: one aligned device below one database. */
final class DevicePath {

    /** The database, made by the store with the first write. */
    static final String DATABASE = "root.iotflow";

    /** All devices. */
    static final String ALL = DATABASE + ".*";

    private static final String PREFIX = DATABASE + ".d";

    private DevicePath() {}

    static String of(DeviceId device) {
        return PREFIX + device;
    }

    /** The device at a path; empty when the path is of something else. */
    static Optional<DeviceId> parse(String path) {
        return path.startsWith(PREFIX) ? DeviceId.parse(path.substring(PREFIX.length())) : Optional.empty();
    }
}
