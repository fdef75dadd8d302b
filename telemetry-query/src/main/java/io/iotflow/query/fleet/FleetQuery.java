package io.iotflow.query.fleet;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The parameters that name several devices, as they came; one of them is needed. */
public class FleetQuery {

    @Nullable
    @QueryParam("device_ids")
    String deviceIds;

    @Nullable
    @QueryParam("group")
    String group;

    @Nullable
    @QueryParam("device_type")
    String deviceType;

    /** The same question from elsewhere than a resource method. */
    public static FleetQuery of(@Nullable String deviceIds, @Nullable String group, @Nullable String deviceType) {
        FleetQuery query = new FleetQuery();
        query.deviceIds = deviceIds;
        query.group = group;
        query.deviceType = deviceType;
        return query;
    }
}
