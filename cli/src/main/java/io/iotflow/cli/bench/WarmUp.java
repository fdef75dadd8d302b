package io.iotflow.cli.bench;

import java.io.IOException;

/**
 * Runs load until what is measured is no longer getting faster: the virtual machines translate what is used often while it
 * runs, and on a slow machine that takes minutes.
 */
final class WarmUp {

    private static final double STILL_FASTER = 1.1;

    private WarmUp() {}

    /** One run of load. */
    @FunctionalInterface
    interface Run {
        /** Blocks until the run is over, and answers how much there was of it in a time; always the same time. */
        double rate() throws IOException, InterruptedException;
    }

    /** Runs at most so often. */
    static void run(int most, Run load) throws IOException, InterruptedException {
        double before = 0;
        for (int i = 0; i < most; i++) {
            double rate = load.rate();
            if (rate < before * STILL_FASTER) {
                return;
            }
            before = rate;
        }
    }
}
