package io.iotflow.admin.device;

import io.iotflow.admin.upstream.DevicesParameters;
import io.iotflow.admin.upstream.DevicesParameters.Filter;
import io.iotflow.admin.upstream.DevicesParameters.Membership;
import io.iotflow.problem.NumberParameter;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
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
    @QueryParam("group")
    String group;

    @Nullable
    @QueryParam("tag")
    List<String> tags;

    @Nullable
    @QueryParam("online")
    String online;

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
        Membership membership = new Membership(group, tags == null ? List.of() : tags, online);
        Filter filter = new Filter(status, deviceType, search, sort, membership);
        return new Page(number, size, new DevicesParameters(filter, size, offset));
    }
}
