package io.iotflow.registry.device;

import io.iotflow.domain.DeviceStatus;
import java.util.Optional;

/**
 * Which devices, and in which order.
 *
 * @param search a part of the name, in any case
 */
public record DeviceFilter(
        Optional<DeviceStatus> status, Optional<String> deviceType, Optional<String> search, Sort sort) {

    /** All devices in the order of their ids. */
    public static final DeviceFilter ALL =
            new DeviceFilter(Optional.empty(), Optional.empty(), Optional.empty(), Sort.ID);

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

    /** The search as a pattern of SQL's {@code like}, in which nothing that was typed has a meaning. */
    Optional<String> pattern() {
        return search.map(
                text -> "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
    }
}
