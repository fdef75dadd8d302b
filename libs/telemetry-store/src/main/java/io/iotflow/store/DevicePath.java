package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a device's series are: one aligned device below one database. */
final class DevicePath {

    /** The database, made by the store with the first write. */
    static final String DATABASE = "root.iotflow";

    /** The database of what is no reading; not below that of the readings, so that no rule for them touches it. */
    static final String SETTINGS = "root.iotflow_settings";

    /** All devices. */
    static final String ALL = DATABASE + ".*";

    private static final int BASE = 10;
    private static final String PREFIX = DATABASE + ".d";

    private DevicePath() {}

    static String of(DeviceId device) {
        return PREFIX + device;
    }

    /**
     * Patterns that together match each device once.
     *
     * @param digits how many leading digits of an id tell the patterns apart; each digit makes them nine or ten times as
     *     many; not negative
     */
    static List<String> parts(int digits) {
        if (digits == 0) {
            return List.of(ALL);
        }
        List<String> parts = new ArrayList<>();
        int smallest = 1;
        for (int digit = 1; digit < digits; digit++) {
            smallest *= BASE;
        }
        for (int id = 1; id < smallest; id++) {
            parts.add(PREFIX + id);
        }
        for (int leading = smallest; leading < smallest * BASE; leading++) {
            parts.add(PREFIX + leading + "*");
        }
        return parts;
    }

    /** The device at a path; empty when the path is of something else. */
    static Optional<DeviceId> parse(String path) {
        return path.startsWith(PREFIX) ? DeviceId.parse(path.substring(PREFIX.length())) : Optional.empty();
    }
}
