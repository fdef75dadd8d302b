package io.iotflow.admin.device;

import io.iotflow.admin.upstream.DevicesParameters;
import io.iotflow.admin.upstream.DevicesParameters.Filter;
import io.iotflow.problem.NumberParameter;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The parameters of the device list, as they came. */
class DevicesQuery {

    private static final int LARGEST_PAGE = 500;
    private static final int LAST_PAGE = 1_000_000;

    @Nullable
    @QueryParam("status")
    String status;

    @Nullable
    @QueryParam("device_type")
    String deviceType;

    @Nullable
    @QueryParam("search")
    String search;

    @Nullable
    @QueryParam("sort")
    String sort;

    @QueryParam("page")
    @DefaultValue("1")
    String page = "1";

    @QueryParam("per_page")
    @DefaultValue("50")
    String perPage = "50";

    /** A page that makes sense. */
    record Page(int number, int perPage, DevicesParameters parameters) {}

    /** Fails with the problem that names what is wrong. */
    Page check() {
        int number = NumberParameter.read("page", page, 1, LAST_PAGE);
        int size = NumberParameter.read("per_page", perPage, 1, LARGEST_PAGE);
        long offset = (number - 1L) * size;
        return new Page(
                number, size, new DevicesParameters(new Filter(status, deviceType, search, sort), size, offset));
    }
}
