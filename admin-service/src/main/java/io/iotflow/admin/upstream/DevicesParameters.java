package io.iotflow.admin.upstream;

import jakarta.ws.rs.QueryParam;
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
            @Nullable String sort) {}
}
