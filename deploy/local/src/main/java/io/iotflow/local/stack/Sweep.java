package io.iotflow.local.stack;

import io.iotflow.local.home.StackHome;
import io.iotflow.local.process.ProcessRecord;
import java.io.IOException;
import java.time.Duration;

/** Ends what an earlier launcher left behind because it was killed itself. */
public final class Sweep {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Sweep() {}

    /** Ends every process that is written down in a home and still runs. */
    public static void endLeftovers(StackHome home) throws IOException {
        for (ProcessRecord leftover : ProcessRecord.readAll(home.run())) {
            leftover.end(PATIENCE);
            ProcessRecord.delete(home.run(), leftover.name());
        }
    }
}
