package io.iotflow.cli.bench;

import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.util.List;

/** One question to the ingest path. */
@FunctionalInterface
interface Scenario {

    /** Puts load on the stack and measures. Blocks. */
    List<Figure> run(Bench bench, Baselines baselines) throws IOException, InterruptedException, PlatformException;
}
