package io.iotflow.cli.chaos;

import io.iotflow.cli.trial.TrialFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Something bad that is done to a stack under load. */
@FunctionalInterface
interface Fault {

    /**
     * What has to be there before the stack starts.
     *
     * @return variables of the environment of all its processes
     * @throws IOException when this machine can't do it; the message says why
     */
    default Map<String, String> prepare(TrialFolder folder) throws IOException, InterruptedException {
        return Map.of();
    }

    /**
     * Does it, undoes it, and waits until the stack has come back. Blocks.
     *
     * @param folder undoes it when the program is interrupted meanwhile
     */
    List<Finding> strike(LoadedStack stack, TrialFolder folder) throws IOException, InterruptedException;
}
