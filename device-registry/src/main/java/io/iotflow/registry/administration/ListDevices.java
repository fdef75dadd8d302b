package io.iotflow.registry.administration;

import io.iotflow.domain.DeviceId;
import io.iotflow.presence.Presence;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.registry.connectivity.Presences;
import io.iotflow.registry.device.Device;
import io.iotflow.registry.device.DeviceFilter;
import io.iotflow.registry.device.DeviceNames;
import io.iotflow.registry.device.DeviceRepository;
import io.iotflow.registry.group.GroupMembers;
import io.iotflow.registry.group.KnownGroups;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds a page of devices. Presence is not in the database: to filter by it, that of all candidates is looked at. */
@Singleton
class ListDevices {

    private static final int ONE_ROUND_TRIP = 1000;

    record Found(long total, List<Device> devices) {}

    private final DeviceRepository devices;
    private final DeviceNames all;
    private final KnownGroups groups;
    private final Presences presences;
    private final AdministrationSettings settings;

    ListDevices(
            DeviceRepository devices,
            DeviceNames all,
            KnownGroups groups,
            Presences presences,
            AdministrationSettings settings) {
        this.devices = devices;
        this.all = all;
        this.groups = groups;
        this.presences = presences;
        this.settings = settings;
    }

    /** A group that does not exist holds no device. */
    Uni<Found> find(DeviceQuery.Page page) {
        return page.group()
                .map(name -> groups.named(name)
                        .chain(group -> group.map(GroupMembers::filter)
                                .map(members -> findInAll(page.within(members)))
                                .orElseGet(() -> Uni.createFrom().item(new Found(0, List.of())))))
                .orElseGet(() -> findInAll(page));
    }

    private Uni<Found> findInAll(DeviceQuery.Page page) {
        return page.online().isPresent() ? findByPresence(page, page.online().get()) : findAll(page);
    }

    /** How many devices are online. */
    Uni<Long> countOnline() {
        return Multi.createBy()
                .repeating()
                .uni(
                        Position::new,
                        position ->
                                devices.idsAfter(position.last, ONE_ROUND_TRIP).invoke(position::advance))
                .until(List::isEmpty)
                .onItem()
                .transformToUniAndConcatenate(presences::countOnline)
                .collect()
                .in(Count::new, Count::add)
                .map(count -> count.value);
    }

    private Uni<Found> findAll(DeviceQuery.Page page) {
        Uni<Long> matching = page.filter().equals(DeviceFilter.ALL) ? all.total() : devices.count(page.filter());
        return matching.chain(total -> devices.page(page.filter(), page.sort(), page.limit(), page.offset())
                .map(found -> new Found(total, found)));
    }

    private Uni<Found> findByPresence(DeviceQuery.Page page, boolean online) {
        int most = settings.mostLookedAt();
        return devices.ids(page.filter(), page.sort(), most + 1)
                .invoke(ids -> refuseTooMany(ids.size(), most))
                .chain(ids -> withPresence(ids, online))
                .chain(ids -> devices.of(slice(ids, page)).map(found -> new Found(ids.size(), found)));
    }

    private Uni<List<DeviceId>> withPresence(List<DeviceId> ids, boolean online) {
        return Multi.createFrom()
                .iterable(ids)
                .group()
                .intoLists()
                .of(ONE_ROUND_TRIP)
                .onItem()
                .transformToUniAndConcatenate(some -> presences
                        .of(some)
                        .map(known -> some.stream()
                                .filter(id ->
                                        known.getOrDefault(id, Presence.UNHEARD).online() == online)
                                .toList()))
                .onItem()
                .<DeviceId>disjoint()
                .collect()
                .asList();
    }

    private static List<DeviceId> slice(List<DeviceId> ids, DeviceQuery.Page page) {
        int from = Math.min(page.offset(), ids.size());
        return ids.subList(from, Math.min(ids.size(), from + page.limit()));
    }

    private static void refuseTooMany(int candidates, int most) {
        if (candidates > most) {
            throw ProblemException.invalid(Violation.inQuery(
                    "online", "can be asked of at most " + most + " devices; narrow the list by another filter"));
        }
    }

    /** How far the ids were read. */
    private static final class Position {
        private long last;

        private void advance(List<DeviceId> read) {
            last = read.isEmpty() ? last : read.getLast().value();
        }
    }

    /** A sum. */
    private static final class Count {
        private long value;

        private void add(long more) {
            value += more;
        }
    }
}
