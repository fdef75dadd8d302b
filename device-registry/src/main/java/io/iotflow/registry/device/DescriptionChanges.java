package io.iotflow.registry.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What differs between two descriptions of a device, for the audit. */
public final class DescriptionChanges {

    private final Map<String, Object> changes = new LinkedHashMap<>();

    private DescriptionChanges() {}

    /** The members that differ by their wire names, each with {@code from} and {@code to}; an absent one is an empty text. */
    public static Map<String, Object> between(DeviceDescription before, DeviceDescription after) {
        return new DescriptionChanges()
                .compare("name", before.name(), after.name())
                .compare("device_type", before.deviceType(), after.deviceType())
                .compare("description", before.description(), after.description())
                .compare("location", before.location(), after.location())
                .compare("firmware_version", before.firmwareVersion(), after.firmwareVersion())
                .compare("hardware_version", before.hardwareVersion(), after.hardwareVersion())
                .compare("tags", before.tags(), after.tags())
                .changes;
    }

    private DescriptionChanges compare(String member, Optional<String> before, Optional<String> after) {
        return compare(member, before.orElse(""), after.orElse(""));
    }

    private DescriptionChanges compare(String member, Object before, Object after) {
        if (!before.equals(after)) {
            changes.put(member, Map.of("from", before, "to", after));
        }
        return this;
    }
}
