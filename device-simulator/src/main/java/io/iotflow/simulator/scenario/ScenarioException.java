package io.iotflow.simulator.scenario;

import java.util.List;

/** A scenario that can't be run. */
public final class ScenarioException extends Exception {

    private final transient List<String> complaints;

    ScenarioException(List<String> complaints) {
        super("This can't be run:\n  " + String.join("\n  ", complaints));
        this.complaints = List.copyOf(complaints);
    }

    /** Everything that is wrong, each in a sentence. */
    public List<String> complaints() {
        return complaints;
    }
}
