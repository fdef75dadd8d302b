package io.iotflow.admin.upstream;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which devices. */
public final class DevicesParameters {

    @Nullable
    @QueryParam("status")
    public final String status;

    @Nullable
    @QueryParam("device_type")
    public final String deviceType;

    @Nullable
    @QueryParam("group")
    public final String group;

    @QueryParam("tag")
    public final List<String> tags;

    @Nullable
    @QueryParam("online")
    public final String online;

    @Nullable
    @QueryParam("search")
    public final String search;

    @Nullable
    @QueryParam("sort")
    public final String sort;

    @QueryParam("limit")
    public final int limit;

    @QueryParam("offset")
    public final long offset;

    /**
     * @param filter what the operator asked for
     * @param limit how many at most
     * @param offset how many to pass over
     */
    public DevicesParameters(Filter filter, int limit, long offset) {
        this.status = filter.status();
        this.deviceType = filter.deviceType();
        this.group = filter.membership().group();
        this.tags = filter.membership().tags();
        this.online = filter.membership().online();
        this.search = filter.search();
        this.sort = filter.sort();
        this.limit = limit;
        this.offset = offset;
    }

    /**
     * What the operator asked for; null where nothing.
     *
     * @param search a part of the name
     */
    public record Filter(
            @Nullable String status,
            @Nullable String deviceType,
            @Nullable String search,
            @Nullable String sort,
            Membership membership) {}

    /**
     * What devices belong to; null or empty where it does not matter.
     *
     * @param group the group's name
     * @param tags each a name, = and a value; a device has all of them
     * @param online {@code true} or {@code false}
     */
    public record Membership(
            @Nullable String group,
            List<String> tags,
            @Nullable String online) {}
}
