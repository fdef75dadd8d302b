package io.iotflow.ingest.mqtt.instruction;

import io.iotflow.ingest.mqtt.instruction.Instructions.Report;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Sends one session its commands, each once, and its configuration. The event loop of the session only. What could not be
 * fetched or reported is owed, and tried again.
 */
final class LineInstructions {

    private static final Logger LOG = Logger.getLogger(LineInstructions.class);
    private static final String COMMANDS = "commands/";
    private static final String CONFIGURATION = "config";
    private static final int MOST_REMEMBERED = 1000;

    private enum Passage {
        ON_ITS_WAY,
        RECEIVED,
        REPORTED
    }

    private final DeviceLine line;
    private final Instructions registry;
    private final Clock clock;
    private final Runnable owed;
    private final Map<String, Passage> passages = new LinkedHashMap<>(4);
    private boolean looking;
    private boolean lookAgain;
    private boolean fetching;
    private boolean fetchAgain;
    private boolean configurationOwed;

    LineInstructions(DeviceLine line, Instructions registry, Clock clock, Runnable owed) {
        this.line = line;
        this.registry = registry;
        this.clock = clock;
        this.owed = owed;
    }

    DeviceLine line() {
        return line;
    }

    /** Does what an earlier failure has left undone, and looks for commands. */
    void catchUp() {
        if (configurationOwed) {
            sendConfiguration();
        }
        lookForCommands();
    }

    void lookForCommands() {
        if (looking) {
            lookAgain = true;
        } else if (line.isOpen() && listensToCommands()) {
            looking = true;
            registry.pending(line.device()).emitOn(line::run).subscribe().with(this::found, this::notFound);
        }
    }

    void sendConfiguration() {
        configurationOwed = false;
        if (fetching) {
            fetchAgain = true;
        } else if (line.isOpen() && line.listensTo(CONFIGURATION)) {
            fetching = true;
            registry.configuration(line.device()).emitOn(line::run).subscribe().with(this::fetched, this::notFetched);
        }
    }

    /** One at a time, so that an older version never follows a newer one. */
    private void fetched(byte[] configuration) {
        fetching = false;
        send(configuration);
        if (fetchAgain) {
            fetchAgain = false;
            sendConfiguration();
        }
    }

    private void notFetched(Throwable failure) {
        fetching = false;
        fetchAgain = false;
        configurationOwed = true;
        failed("Configuration was not fetched", failure);
    }

    private boolean listensToCommands() {
        return line.listensTo(COMMANDS + "control")
                || line.listensTo(COMMANDS + CONFIGURATION)
                || line.listensTo(COMMANDS + "firmware");
    }

    private void send(byte[] configuration) {
        if (line.isOpen() && !line.send(CONFIGURATION, configuration, () -> {})) {
            configurationOwed = true;
            owed.run();
        }
    }

    private void notFound(Throwable failure) {
        looking = false;
        lookAgain = false;
        failed("Commands were not fetched", failure);
    }

    private void found(List<QueuedCommand> commands) {
        looking = false;
        for (QueuedCommand command : commands) {
            if (!line.isOpen() || !passed(command)) {
                break;
            }
        }
        if (lookAgain) {
            lookAgain = false;
            lookForCommands();
        }
    }

    /** Whether the next one may follow: the order stays. */
    private boolean passed(QueuedCommand command) {
        Passage passage = passages.get(command.id());
        if (passage == Passage.RECEIVED) {
            report(command.id());
            return true;
        }
        String path = COMMANDS + command.type();
        if (passage != null || command.isExpired(clock.instant()) || !line.listensTo(path)) {
            return true;
        }
        remember(command.id(), Passage.ON_ITS_WAY);
        boolean sent = line.send(path, command.document().toBuffer().getBytes(), () -> received(command.id()));
        if (!sent) {
            passages.remove(command.id());
            owed.run();
        }
        return sent;
    }

    private void received(String commandId) {
        remember(commandId, Passage.RECEIVED);
        report(commandId);
    }

    private void report(String commandId) {
        registry.report(line.device(), commandId, CommandProgress.SENT)
                .emitOn(line::run)
                .subscribe()
                .with(report -> reported(commandId, report), failure -> failed("A command was not reported", failure));
    }

    private void reported(String commandId, Report report) {
        remember(commandId, Passage.REPORTED);
        if (report != Report.NOTED) {
            LOG.debugf("A command was sent that has gone further already: %s", report);
        }
    }

    private void remember(String commandId, Passage passage) {
        passages.put(commandId, passage);
        if (passages.size() > MOST_REMEMBERED) {
            passages.remove(passages.keySet().iterator().next());
        }
    }

    private void failed(String what, Throwable failure) {
        LOG.debugf("%s: %s", what, failure.getMessage());
        owed.run();
    }
}
