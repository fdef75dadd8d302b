package io.iotflow.cli.chaos;

import io.iotflow.cli.trial.TrialFolder;
import java.io.IOException;
import java.util.List;

/** Something bad that is done to a stack under load. */
@FunctionalInterface
interface Fault {

    /**
     * Does it, undoes it, and waits until the stack has come back. Blocks.
     *
     * @param folder undoes it when the program is interrupted meanwhile
     */
    List<Finding> strike(LoadedStack stack, TrialFolder folder) throws IOException, InterruptedException;
}
