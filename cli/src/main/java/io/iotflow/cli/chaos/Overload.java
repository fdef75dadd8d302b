package io.iotflow.cli.chaos;

import io.iotflow.cli.process.JavaHeap;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.simulator.load.LoadReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Far more than the stack can store, beside the usual load: as many readings as go out, in batches and over many
 * connections.
 *
 * @param length for how long
 */
record Overload(Duration length) implements Fault {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double MOST_MIB = 128;

    @Override
    public List<Finding> strike(LoadedStack loaded, TrialFolder folder) throws IOException, InterruptedException {
        long ingest = loaded.awaitReady(LoadedStack.INGEST, 0, PATIENCE);
        double before = JavaHeap.liveMib(ingest);
        LoadReport crowd = loaded.crowd(length);
        double back = loaded.awaitFullRate(PATIENCE);
        double grown = JavaHeap.liveMib(ingest) - before;
        long restarted = loaded.awaitReady(LoadedStack.INGEST, 0, PATIENCE) == ingest ? 0 : 1;
        return List.of(
                Finding.of("stored beside the usual load", crowd.rate(), "readings/s"),
                Finding.of("messages refused", crowd.refusals(), ""),
                Finding.of("slowest answer", crowd.millis(100), "ms"),
                Finding.none("ends of ingest", restarted),
                Finding.atMost(MOST_MIB, "ingest's heap grew by", grown, "MiB"),
                Finding.fullRate(back, 60));
    }
}
