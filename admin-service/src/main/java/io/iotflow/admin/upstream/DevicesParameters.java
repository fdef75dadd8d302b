package io.iotflow.admin.upstream;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * Which devices.
 *
 * @param search a part of the name
 * @param limit how many at most
 * @param offset how many to pass over
 */
public record DevicesParameters(
        @Nullable @QueryParam("status") String status,
        @Nullable @QueryParam("device_type") String deviceType,
        @Nullable @QueryParam("search") String search,
        @Nullable @QueryParam("sort") String sort,
        @QueryParam("limit") int limit,
        @QueryParam("offset") long offset) {}
