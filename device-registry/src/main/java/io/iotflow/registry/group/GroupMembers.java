package io.iotflow.registry.group;

import io.iotflow.domain.DeviceId;
import io.iotflow.registry.device.Device;
import io.iotflow.registry.device.DeviceFilter;
import io.iotflow.registry.device.DeviceFilter.Sort;
import io.iotflow.registry.device.DeviceRepository;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Which devices a group holds, now. */
@Singleton
public class GroupMembers {

    private final DeviceRepository devices;

    GroupMembers(DeviceRepository devices) {
        this.devices = devices;
    }

    /** The ids of the members in their order, at most so many. */
    public Uni<List<DeviceId>> ids(Group group, int most) {
        return devices.ids(filter(group), Sort.ID, most);
    }

    Uni<List<Device>> page(Group group, int limit, int offset) {
        return devices.page(filter(group), Sort.ID, limit, offset);
    }

    Uni<Long> count(Group group) {
        return devices.count(filter(group));
    }

    /** Lets the members through: a dynamic group is its query; a static one is asked for by its members. */
    public static DeviceFilter filter(Group group) {
        return group.query()
                .map(query -> new DeviceFilter(
                        query.status(),
                        query.deviceType(),
                        query.tags(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .orElseGet(() -> DeviceFilter.membersOf(group.id()));
    }
}
