package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceStatus;
import io.iotflow.problem.NumberParameter;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.registry.device.DeviceFilter;
import io.iotflow.registry.device.DeviceFilter.Sort;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of the device list, as they came. */
class DeviceQuery {

    private static final int LARGEST_PAGE = 500;

    @Nullable
    @QueryParam("status")
    String status;

    @Nullable
    @QueryParam("device_type")
    String deviceType;

    @Nullable
    @QueryParam("group")
    String group;

    @Nullable
    @QueryParam("tag")
    List<String> tags;

    @Nullable
    @QueryParam("search")
    String search;

    @Nullable
    @QueryParam("online")
    String online;

    @QueryParam("sort")
    @DefaultValue("id")
    String sort = "id";

    @QueryParam("limit")
    @DefaultValue("50")
    String limit = "50";

    @QueryParam("offset")
    @DefaultValue("0")
    String offset = "0";

    /**
     * A page that makes sense.
     *
     * @param group the name of the group that holds the devices; empty when it does not matter
     * @param online empty when it does not matter
     */
    record Page(
            DeviceFilter filter, Optional<String> group, Optional<Boolean> online, Sort sort, int limit, int offset) {

        /** The same page of those devices that another filter lets through as well. */
        Page within(DeviceFilter other) {
            return new Page(filter.within(other), Optional.empty(), online, sort, limit, offset);
        }
    }

    /** Fails with the problem that names what is wrong. */
    Page check() {
        DeviceFilter filter = new DeviceFilter(
                Optional.ofNullable(status).map(DeviceQuery::status),
                Optional.ofNullable(deviceType),
                readTags(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(search));
        return new Page(
                filter,
                Optional.ofNullable(group),
                Optional.ofNullable(online).map(DeviceQuery::truth),
                sort(sort),
                NumberParameter.read("limit", limit, 1, LARGEST_PAGE),
                NumberParameter.read("offset", offset, 0, Integer.MAX_VALUE));
    }

    private Map<String, String> readTags() {
        Map<String, String> read = new LinkedHashMap<>();
        for (String tag : tags == null ? List.<String>of() : tags) {
            int separator = tag.indexOf('=');
            if (separator <= 0) {
                throw ProblemException.invalid(Violation.inQuery("tag", "must be a name, = and a value"));
            }
            read.put(tag.substring(0, separator), tag.substring(separator + 1));
        }
        return read;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid(Violation.inQuery("online", "must be true or false"));
        };
    }

    private static DeviceStatus status(String text) {
        return DeviceStatus.parse(text)
                .orElseThrow(() -> ProblemException.invalid(
                        Violation.inQuery("status", "must be active, inactive or maintenance")));
    }

    private static Sort sort(String text) {
        for (Sort sort : Sort.values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(text)) {
                return sort;
            }
        }
        throw ProblemException.invalid(Violation.inQuery("sort", "must be id, name, created_at or newest"));
    }
}
