package io.iotflow.cli.bench;

import org.HdrHistogram.Histogram;

/** Histograms of microseconds. */
final class Micros {

    static final int DIGITS = 3;
    private static final double OF_A_MILLI = 1000;

    private Micros() {}

    /** One that grows with what it is told. */
    static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    /** A percentile in milliseconds. */
    static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / OF_A_MILLI;
    }
}
