package io.iotflow.registry.group;

import io.iotflow.domain.DeviceId;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Groups by what a path names. */
@Singleton
public class KnownGroups {

    private final GroupRepository groups;

    KnownGroups(GroupRepository groups) {
        this.groups = groups;
    }

    /** The group, or the problem that there is none. */
    public Uni<Group> get(String id) {
        return find(id).map(found -> found.orElseThrow(KnownGroups::unknown));
    }

    /** The group with this id or, if there is none, with this name. */
    public Uni<Group> getByIdOrName(String idOrName) {
        return find(idOrName)
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : groups.find(idOrName))
                .map(found -> found.orElseThrow(KnownGroups::unknown));
    }

    /** The group with a name. */
    public Uni<Optional<Group>> named(String name) {
        return groups.find(name);
    }

    static ProblemException unknown() {
        return ProblemException.titled(ProblemType.NOT_FOUND, "Group not found", "There is no group with this id.");
    }

    /** Group ids have the form of device ids. */
    private Uni<Optional<Group>> find(String id) {
        return DeviceId.parse(id)
                .map(number -> groups.find(number.value()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }
}
