package io.iotflow.local.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack does, for the command line to show.
 *
 * @param launcherPid the process that runs the stack
 * @param message for people; why it failed, for example
 * @param readyAfterMillis how long the last start took; 0 before it was ready
 * @param ports by label
 */
public record StackState(
        long launcherPid,
        Phase phase,
        String message,
        long readyAfterMillis,
        Map<String, Integer> ports,
        List<Part> parts) {

    /** Where a stack is in its life. */
    public enum Phase {
        STARTING,
        READY,
        FAILED,
        STOPPED
    }

    /**
     * One part of it.
     *
     * @param state {@code waiting}, {@code starting}, {@code ready} or {@code down}
     * @param pid 0 while there is no process
     * @param restarts how often it was started again after it had died
     */
    public record Part(String name, String state, long pid, int restarts) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The state of the stack in a home; empty when none was ever started there. */
    public static Optional<StackState> read(StackHome home) throws IOException {
        if (!Files.exists(home.stateFile())) {
            return Optional.empty();
        }
        return Optional.of(JSON.readValue(Files.readString(home.stateFile()), StackState.class));
    }

    /** Whether the process that wrote it is still there. */
    @JsonIgnore
    public boolean isLive() {
        boolean running = phase == Phase.STARTING || phase == Phase.READY;
        // A process that has ended and that nobody has waited for is still listed, but has no program any more.
        return running
                && ProcessHandle.of(launcherPid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().command())
                        .isPresent();
    }

    void write(StackHome home) throws IOException {
        StackHome.writePrivately(home.stateFile(), JSON.writeValueAsString(this));
    }
}
