package io.iotflow.query.fleet;

import io.iotflow.domain.DeviceId;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the devices that a question for several means: by their ids, by a group, or by a type. */
@Singleton
public class ChosenFleet {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final FleetDirectory directory;

    ChosenFleet(FleetDirectory directory) {
        this.directory = directory;
    }

    /**
     * The devices, by their ids; empty where a group or a type has none.
     *
     * @param most of how many the question can be answered; more are refused
     */
    public Uni<List<DeviceId>> of(FleetQuery query, int most) {
        long named = Stream.of(query.deviceIds, query.group, query.deviceType)
                .filter(part -> part != null && !part.isEmpty())
                .count();
        if (named != 1) {
            throw ProblemException.invalid(Violation.inQuery(
                    "device_ids", "one of device_ids, group and device_type is needed, and only one"));
        }
        return find(query, most)
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(_ -> ProblemException.unavailable(
                        "Service unavailable", "The device database does not answer. Try again.", RETRY_AFTER));
    }

    private Uni<List<DeviceId>> find(FleetQuery query, int most) {
        if (query.group != null && !query.group.isEmpty()) {
            return directory
                    .ofGroup(query.group, most + 1)
                    .map(found -> found.orElseThrow(() -> ProblemException.titled(
                            ProblemType.NOT_FOUND, "Group not found", "There is no group with this id or name.")))
                    .map(devices -> bounded("group", devices, most));
        }
        if (query.deviceType != null && !query.deviceType.isEmpty()) {
            return directory.ofType(query.deviceType, most + 1).map(devices -> bounded("device_type", devices, most));
        }
        List<DeviceId> devices = bounded("device_ids", ids(query.deviceIds == null ? "" : query.deviceIds), most);
        return directory
                .existing(devices)
                .invoke(known -> refuseUnknown(devices, known))
                .replaceWith(devices);
    }

    private static void refuseUnknown(List<DeviceId> asked, Set<DeviceId> known) {
        asked.stream().filter(device -> !known.contains(device)).findFirst().ifPresent(device -> {
            throw ProblemException.titled(
                    ProblemType.NOT_FOUND, "Device not found", "There is no device with the id " + device + ".");
        });
    }

    private static List<DeviceId> ids(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(id -> DeviceId.parse(id)
                        .orElseThrow(() -> ProblemException.invalid(
                                Violation.inQuery("device_ids", "must be ids of devices, separated by commas"))))
                .distinct()
                .toList();
    }

    private static List<DeviceId> bounded(String parameter, List<DeviceId> devices, int most) {
        if (devices.size() > most) {
            throw ProblemException.invalid(Violation.inQuery(
                    parameter,
                    "at most " + most + " devices are answered at once; ask for the others in turn with device_ids"));
        }
        return devices;
    }
}
