package io.iotflow.cli.bench;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * How much is measured.
 *
 * @param duration of each run of load
 * @param rounds how often a scenario and its baseline take turns
 * @param manyDevices what "many" is
 */
record BenchSetting(Duration duration, int rounds, int manyDevices, Windows windows, PrintWriter out) {}
