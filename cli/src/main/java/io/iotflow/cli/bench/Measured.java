package io.iotflow.cli.bench;

import io.iotflow.simulator.load.LoadReport;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a run of load came to.
 *
 * @param report the generator's own view
 * @param stored readings, counted by query
 * @param cpuMicros of processor time by process, for the whole run
 * @param batch mean readings in a call of the store; 0 when unknown
 */
record Measured(LoadReport report, long stored, Map<String, Double> cpuMicros, double batch) {

    static final String GENERATOR = "generator";

    /** Stored readings per second. */
    double rate() {
        return report.elapsed() == 0 ? 0 : stored * (double) TimeUnit.SECONDS.toNanos(1) / report.elapsed();
    }

    /** Microseconds of some processes for each stored reading. */
    double cpu(String... processes) {
        double sum = 0;
        for (String process : processes) {
            sum += cpuMicros.getOrDefault(process, 0.0);
        }
        return stored == 0 ? 0 : sum / stored;
    }

    /** Microseconds of all other processes for each stored reading. */
    double cpuOfOthers(String... processes) {
        double all =
                cpuMicros.values().stream().mapToDouble(Double::doubleValue).sum();
        return stored == 0 ? 0 : all / stored - cpu(processes);
    }
}
