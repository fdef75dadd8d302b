package io.iotflow.simulator.run;

import io.iotflow.simulator.device.DeviceFigures;
import io.iotflow.simulator.device.DeviceFigures.Counts;
import io.iotflow.simulator.report.RunCourse;
import io.iotflow.simulator.report.RunCourse.Second;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Notes each second what a run did in it. Any thread. */
final class CourseKeeper {

    private static final double MEDIAN = 50;
    private static final double TAIL = 99;

    private final List<Second> seconds = new ArrayList<>();
    private final Clock clock;
    private Instant begun;
    private long acknowledged;
    private long refused;
    private Histogram latency = new Histogram(DeviceFigures.SIGNIFICANT_DIGITS);

    CourseKeeper(Clock clock) {
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** The first second begins now. */
    synchronized void begin() {
        begun = clock.instant();
    }

    /** A second is over. */
    synchronized Second note(DeviceFigures figures) {
        Counts counts = figures.counts();
        Histogram all = figures.latencyMicros();
        Histogram lately = all.copy();
        lately.subtract(latency);
        Second second = new Second(
                counts.acknowledged() - acknowledged,
                counts.refused() - refused,
                lately.getValueAtPercentile(MEDIAN),
                lately.getValueAtPercentile(TAIL));
        seconds.add(second);
        latency = all;
        acknowledged = counts.acknowledged();
        refused = counts.refused();
        return second;
    }

    synchronized RunCourse course() {
        return new RunCourse(begun, seconds);
    }
}
