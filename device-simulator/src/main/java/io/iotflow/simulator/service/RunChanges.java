package io.iotflow.simulator.service;

import io.iotflow.audit.Change;
import io.iotflow.audit.RecordChange;
import io.iotflow.simulator.scenario.Scenario;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What operators do with runs, on its way into the audit. */
@Singleton
class RunChanges {

    private static final String OBJECT = "simulator_run";

    private final RecordChange audit;

    RunChanges(RecordChange audit) {
        this.audit = audit;
    }

    /** Fails when it is not written down; then nothing may start. */
    Uni<Void> start(String id, Scenario scenario) {
        Map<String, Object> after = Map.of(
                "title",
                scenario.title(),
                "transport",
                scenario.sending().transport().name().toLowerCase(Locale.ROOT),
                "seconds",
                scenario.seconds(),
                "seed",
                scenario.seed());
        return audit.record(new Change("simulator-run.start", OBJECT, id, Optional.empty(), Optional.of(after)));
    }

    /** Fails when it is not written down; then it has to go on. */
    Uni<Void> stop(RemoteRun run) {
        Map<String, Object> before = Map.of("state", run.state().name().toLowerCase(Locale.ROOT));
        Map<String, Object> after = Map.of("state", "leaving");
        return audit.record(
                new Change("simulator-run.stop", OBJECT, run.id(), Optional.of(before), Optional.of(after)));
    }
}
