package io.iotflow.registry.command;

import io.iotflow.registry.group.Group;
import io.iotflow.registry.group.GroupMembers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives each member of a group a command of its own. */
@Singleton
class CommandGroup {

    record Given(Group group, NewCommand order, List<Command> commands) {}

    private final GiveCommand give;
    private final GroupMembers members;
    private final CommandSettings settings;

    CommandGroup(GiveCommand give, GroupMembers members, CommandSettings settings) {
        this.give = give;
        this.members = members;
        this.settings = settings;
    }

    Uni<Given> command(Group group, NewCommand order) {
        return members.ids(group, settings.mostDevices() + 1)
                .chain(devices -> give.toGroup(group.id(), devices, order))
                .map(commands -> new Given(group, order, commands));
    }
}
