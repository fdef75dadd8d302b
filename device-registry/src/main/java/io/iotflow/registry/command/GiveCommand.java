package io.iotflow.registry.command;

import io.iotflow.domain.DeviceId;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.audit.Audit;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.device.KnownDevices;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Stores commands first, with their line in the audit, and announces them then. */
@Singleton
class GiveCommand {

    private final Database database;
    private final CommandRepository commands;
    private final AnnounceCommands announcements;
    private final Audit audit;
    private final CommandSettings settings;

    GiveCommand(
            Database database,
            CommandRepository commands,
            AnnounceCommands announcements,
            Audit audit,
            CommandSettings settings) {
        this.database = database;
        this.commands = commands;
        this.announcements = announcements;
        this.audit = audit;
        this.settings = settings;
    }

    /** Tells one device. */
    Uni<Command> toDevice(DeviceId device, NewCommand order) {
        return database.inTransaction(statements -> commands.countPending(statements, device, settings.mostPending())
                        .invoke(this::refuseTooMany)
                        .chain(() -> store(statements, List.of(device), order, OptionalLong.empty()))
                        .map(stored -> stored.stream().findFirst().orElseThrow(KnownDevices::unknown))
                        .call(stored -> note(statements, "device", device.toString(), order)))
                .call(stored -> announcements.announce(List.of(device)));
    }

    /** Tells all members of a group. */
    Uni<List<Command>> toGroup(long group, List<DeviceId> members, NewCommand order) {
        if (members.size() > settings.mostDevices()) {
            throw ProblemException.titled(
                    ProblemType.CONFLICT,
                    "Too many devices",
                    "A command reaches at most " + settings.mostDevices() + " devices at once. Use smaller groups.");
        }
        return database.inTransaction(statements -> store(statements, members, order, OptionalLong.of(group))
                        .call(() -> note(statements, "group", Long.toString(group), order)))
                .call(stored -> announcements.announce(
                        stored.stream().map(Command::device).toList()));
    }

    private Uni<List<Command>> store(
            DatabaseStatements statements, List<DeviceId> devices, NewCommand order, OptionalLong group) {
        return audit.actor().chain(actor -> commands.add(statements, devices, order, actor, group));
    }

    private Uni<Void> note(DatabaseStatements statements, String objectType, String id, NewCommand order) {
        return audit.record(statements, "command.give", objectType, id, Map.of("command", order.command()));
    }

    private void refuseTooMany(int waiting) {
        if (waiting >= settings.mostPending()) {
            throw ProblemException.titled(
                    ProblemType.CONFLICT,
                    "Too many commands",
                    "There are " + waiting + " commands waiting for this device. Give it time, or let them expire.");
        }
    }
}
