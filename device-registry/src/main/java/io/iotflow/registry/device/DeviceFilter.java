package io.iotflow.registry.device;

import io.iotflow.domain.DeviceStatus;
import java.util.Map;
import java.util.Optional;

/**
 * Which devices.
 *
 * @param tags all of which a device must have
 * @param within another filter that must let them through as well
 * @param memberOf the id of a static group
 * @param search a part of the name, in any case
 */
public record DeviceFilter(
        Optional<DeviceStatus> status,
        Optional<String> deviceType,
        Map<String, String> tags,
        Optional<DeviceFilter> within,
        Optional<Long> memberOf,
        Optional<String> search) {

    /** All devices. */
    public static final DeviceFilter ALL = new DeviceFilter(
            Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Those that another filter lets through as well. */
    public DeviceFilter within(DeviceFilter other) {
        return new DeviceFilter(status, deviceType, tags, Optional.of(other), memberOf, search);
    }

    /** The devices that were added to a group. */
    public static DeviceFilter membersOf(long group) {
        return new DeviceFilter(
                Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.of(group), Optional.empty());
    }

    /** An order of devices. */
    public enum Sort {
        ID("id"),
        NAME("name, id"),
        CREATED_AT("created_at, id"),
        NEWEST("created_at desc, id desc");

        private final String clause;

        Sort(String clause) {
            this.clause = clause;
        }

        String clause() {
            return clause;
        }
    }
}
