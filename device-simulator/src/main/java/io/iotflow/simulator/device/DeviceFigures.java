package io.iotflow.simulator.device;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What a device did, counted. Any thread. */
public final class DeviceFigures {

    private static final int SIGNIFICANT_DIGITS = 3;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private final AtomicLong commands = new AtomicLong();
    private final Histogram latencyMicros = new ConcurrentHistogram(SIGNIFICANT_DIGITS);

    void sent() {
        sent.incrementAndGet();
    }

    void acknowledged(long latencyNanos) {
        acknowledged.incrementAndGet();
        latencyMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(latencyNanos));
    }

    void failed() {
        failures.incrementAndGet();
    }

    void retried() {
        retries.incrementAndGet();
    }

    void reconnected() {
        reconnects.incrementAndGet();
    }

    void command() {
        commands.incrementAndGet();
    }

    /** Readings that were handed to the connection for the first time. */
    public long sentCount() {
        return sent.get();
    }

    public long acknowledgedCount() {
        return acknowledged.get();
    }

    /**
     * The report as text, one figure a line.
     *
     * @param seconds how long the device ran
     * @param battery in percent
     */
    public String report(double seconds, double battery) {
        return String.format(
                Locale.ROOT,
                """
                sent                %d
                acknowledged        %d
                simulated failures  %d
                sent again          %d
                reconnects          %d
                commands            %d
                rate                %.2f readings/s over %.1f s
                latency             p50 %.1f ms, p99 %.1f ms, max %.1f ms
                battery             %.1f %%
                """,
                sent.get(),
                acknowledged.get(),
                failures.get(),
                retries.get(),
                reconnects.get(),
                commands.get(),
                seconds > 0 ? sent.get() / seconds : 0,
                seconds,
                millis(latencyMicros.getValueAtPercentile(50)),
                millis(latencyMicros.getValueAtPercentile(99)),
                millis(latencyMicros.getMaxValue()),
                battery);
    }

    private static double millis(long micros) {
        return micros / 1000.0;
    }
}
