package io.iotflow.cli.chaos;

import io.iotflow.cli.trial.TrialFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something bad that is done to a stack under load. */
@FunctionalInterface
interface Fault {

    /** Why it can't be done on this machine; empty when it can. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Settings that the stack must be started with for it. */
    default Map<String, String> environment(TrialFolder folder) throws IOException {
        return Map.of();
    }

    /**
     * Does it, undoes it, and waits until the stack has come back. Blocks.
     *
     * @param folder undoes it when the program is interrupted meanwhile
     */
    List<Finding> strike(LoadedStack stack, TrialFolder folder) throws IOException, InterruptedException;
}
