package io.iotflow.domain;

import java.util.Optional;

/**
 * An MQTT topic below a device's own prefix, {@code iotflow/devices/{id}/}.
 *
 * @param device whose prefix it is
 * @param path what follows the prefix, never empty: {@code telemetry}, {@code status/online}, …
 */
public record DeviceTopic(DeviceId device, String path) {

    private static final String ROOT = "iotflow/devices/";
    private static final String TELEMETRY = "telemetry";
    private static final String EVENTS = "events/";

    public DeviceTopic {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a device topic has a path");
        }
    }

    /** Where the device sends readings. */
    public static DeviceTopic telemetry(DeviceId device) {
        return new DeviceTopic(device, TELEMETRY);
    }

    /** Where the device says whether it is there: {@code online} or {@code offline}. */
    public static DeviceTopic status(DeviceId device, String state) {
        return new DeviceTopic(device, "status/" + state);
    }

    /** Where the device keeps itself online. */
    public static DeviceTopic heartbeat(DeviceId device) {
        return new DeviceTopic(device, "heartbeat");
    }

    /** Where the device is told why a reading was refused. */
    public static DeviceTopic errors(DeviceId device) {
        return new DeviceTopic(device, "errors");
    }

    /** Reads a topic name or filter; anything outside a device's prefix is empty. */
    public static Optional<DeviceTopic> parse(String topic) {
        if (!topic.startsWith(ROOT)) {
            return Optional.empty();
        }
        int slash = topic.indexOf('/', ROOT.length());
        if (slash < 0 || slash == topic.length() - 1) {
            return Optional.empty();
        }
        String path = topic.substring(slash + 1);
        return DeviceId.parse(topic.substring(ROOT.length(), slash)).map(device -> new DeviceTopic(device, path));
    }

    /** Whether a device may publish here. A name with a wildcard never is. */
    public boolean isPublishable() {
        if (path.indexOf('+') >= 0 || path.indexOf('#') >= 0) {
            return false;
        }
        return isTelemetry() || isStatus() || isHeartbeat() || isEvent() || isCommandResponse();
    }

    /** Whether a device may subscribe to this filter. */
    public boolean isSubscribable() {
        return path.equals("commands/#")
                || path.equals("config")
                || path.equals("errors")
                || (isBelow("commands/") && path.indexOf('#') < 0);
    }

    public boolean isTelemetry() {
        return path.equals(TELEMETRY) || isBelow("telemetry/");
    }

    public boolean isStatus() {
        return path.equals("status") || isBelow("status/");
    }

    public boolean isEvent() {
        return isBelow(EVENTS);
    }

    /** What follows {@code events/}; only of an event topic. */
    public String eventName() {
        return path.substring(EVENTS.length());
    }

    public boolean isHeartbeat() {
        return path.equals("heartbeat") || path.equals("status/heartbeat");
    }

    private boolean isCommandResponse() {
        return isBelow("commands/") && path.endsWith("/response") && path.split("/", -1).length == 3;
    }

    private boolean isBelow(String prefix) {
        return path.length() > prefix.length() && path.startsWith(prefix);
    }

    /** The name on the wire. */
    @Override
    public String toString() {
        return ROOT + device + "/" + path;
    }
}
