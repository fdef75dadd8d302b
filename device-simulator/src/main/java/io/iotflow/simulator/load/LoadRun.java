package io.iotflow.simulator.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A run under way. */
public final class LoadRun {

    private final List<LoadShare> shares;
    private final CompletableFuture<LoadReport> report;

    LoadRun(List<LoadShare> shares, CompletableFuture<LoadReport> report) {
        this.shares = shares;
        this.report = report;
    }

    /** Completes when the last message is answered or given up. */
    public CompletableFuture<LoadReport> report() {
        return report;
    }

    /** Readings that were acknowledged until now. */
    public long acknowledgedSoFar() {
        return shares.stream().mapToLong(LoadShare::acknowledgedSoFar).sum();
    }

    /** Ends the run early; its report follows when what was sent is answered. */
    public void stop() {
        shares.forEach(LoadShare::stop);
    }
}
