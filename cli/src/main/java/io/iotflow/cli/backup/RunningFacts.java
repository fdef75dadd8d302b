package io.iotflow.cli.backup;

import io.iotflow.cli.installation.RefusedException;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.local.stack.StackState;
import java.io.IOException;

/** How the databases of the stack that runs are reached. */
final class RunningFacts {

    private RunningFacts() {}

    static StackFacts of(StackHome home) throws IOException {
        if (StackState.read(home).filter(StackState::isLive).isEmpty()) {
            throw new RefusedException(
                    RefusedException.NOT_REACHED, "IoTFlow is not running. Start it with 'iotflow up' first.");
        }
        return StackFacts.read(home);
    }
}
