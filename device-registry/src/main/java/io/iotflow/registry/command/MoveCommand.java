package io.iotflow.registry.command;

import io.iotflow.domain.DeviceId;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.problem.Violation;
import io.iotflow.registry.form.JsonForm;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Moves a command from state to state. To say again what is so already changes nothing and is no error. */
@Singleton
class MoveCommand {

    private static final int LONGEST_STATE = 16;

    /**
     * How far a command has come.
     *
     * @param result a JSON object as text
     */
    record Progress(CommandState state, Optional<String> result) {

        /** Reads a request body in which one of these states is named. */
        static Progress read(byte[] body, List<CommandState> legal) {
            JsonForm form = JsonForm.read(body);
            String name = form.requiredText("status", LONGEST_STATE);
            String result = form.object("result");
            boolean told = form.has("result");
            form.check();
            CommandState state = CommandState.parse(name)
                    .filter(legal::contains)
                    .orElseThrow(() -> ProblemException.invalid(Violation.inBody(
                            "status",
                            "must be one of "
                                    + legal.stream().map(CommandState::wireName).collect(Collectors.joining(", ")))));
            return new Progress(state, told ? Optional.of(result) : Optional.empty());
        }
    }

    private final CommandRepository commands;

    MoveCommand(CommandRepository commands) {
        this.commands = commands;
    }

    /** Answers the command as it is then; fails when there is none, or when it can't go there. */
    Uni<Command> move(DeviceId device, String commandId, Progress progress) {
        UUID id = parse(commandId);
        return commands.move(device, id, progress.state(), progress.result())
                .chain(moved -> moved.map(command -> Uni.createFrom().item(command))
                        .orElseGet(() -> explain(device, id, progress.state())));
    }

    private Uni<Command> explain(DeviceId device, UUID id, CommandState wanted) {
        return commands.find(device, id).map(found -> {
            Command command = found.orElseThrow(MoveCommand::unknown);
            if (command.state() != wanted) {
                throw ProblemException.titled(
                        ProblemType.CONFLICT,
                        "Illegal command status",
                        "The command is " + command.state().wireName() + " and can't become " + wanted.wireName()
                                + " any more.");
            }
            return command;
        });
    }

    /** A name that is no UUID names no command. {@link UUID#fromString} alone would take shorter forms. */
    private static UUID parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            // Answered below.
        }
        throw unknown();
    }

    private static ProblemException unknown() {
        return ProblemException.titled(
                ProblemType.NOT_FOUND, "Command not found", "This device has no command with this id.");
    }
}
