package io.iotflow.registry.device;

import io.iotflow.registry.form.JsonForm;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a device when it is registered. Texts are kept as they came.
 *
 * @param name unique, 1 to 100 characters
 * @param userId a label of the owner
 * @param tags at most 32
 */
public record DeviceDescription(
        String name,
        String deviceType,
        Optional<String> description,
        Optional<String> location,
        Optional<String> firmwareVersion,
        Optional<String> hardwareVersion,
        Optional<String> userId,
        Map<String, String> tags) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TYPE = 50;
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final int LONGEST_LOCATION = 200;
    private static final int LONGEST_VERSION = 50;
    private static final int LONGEST_USER_ID = 64;
    private static final int MOST_TAGS = 32;
    private static final int LONGEST_TAG = 200;

    /** Reads a request body; fails with everything that is wrong in it. */
    public static DeviceDescription read(JsonForm form) {
        DeviceDescription description = new DeviceDescription(
                form.requiredText("name", LONGEST_NAME),
                form.requiredText("device_type", LONGEST_TYPE),
                form.text("description", LONGEST_DESCRIPTION),
                form.text("location", LONGEST_LOCATION),
                form.text("firmware_version", LONGEST_VERSION),
                form.text("hardware_version", LONGEST_VERSION),
                form.text("user_id", LONGEST_USER_ID),
                form.texts("tags", MOST_TAGS, LONGEST_TAG));
        form.check();
        return description;
    }

    /** This description with what a form says; members that it does not have stay as they are. */
    public DeviceDescription changedBy(JsonForm form) {
        DeviceDescription changed = new DeviceDescription(
                form.text("name", LONGEST_NAME).orElse(name),
                form.text("device_type", LONGEST_TYPE).orElse(deviceType),
                form.text("description", LONGEST_DESCRIPTION).or(() -> description),
                form.text("location", LONGEST_LOCATION).or(() -> location),
                form.text("firmware_version", LONGEST_VERSION).or(() -> firmwareVersion),
                form.text("hardware_version", LONGEST_VERSION).or(() -> hardwareVersion),
                userId,
                form.has("tags") ? form.texts("tags", MOST_TAGS, LONGEST_TAG) : tags);
        form.check();
        return changed;
    }

    /** This description with what a device may say of itself. */
    public DeviceDescription changedByItself(JsonForm form) {
        DeviceDescription changed = new DeviceDescription(
                name,
                deviceType,
                description,
                form.text("location", LONGEST_LOCATION).or(() -> location),
                form.text("firmware_version", LONGEST_VERSION).or(() -> firmwareVersion),
                form.text("hardware_version", LONGEST_VERSION).or(() -> hardwareVersion),
                userId,
                tags);
        form.check();
        return changed;
    }
}
