package io.iotflow.simulator.device;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What the devices of a run did, counted. Any thread. */
public final class DeviceFigures {

    /** Of a latency. */
    public static final int SIGNIFICANT_DIGITS = 3;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong configurations = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong online = new AtomicLong();
    private final Histogram latencyMicros = new ConcurrentHistogram(SIGNIFICANT_DIGITS);

    /**
     * The counts at a moment.
     *
     * @param sent readings that were handed to a connection for the first time
     * @param acknowledged readings
     * @param failures readings that a device failed to take, on purpose
     * @param refused messages
     * @param retries messages that were sent again
     * @param faults that a scenario asked for
     * @param online devices that are connected
     */
    public record Counts(
            long sent,
            long acknowledged,
            long failures,
            long refused,
            long retries,
            long reconnects,
            long commands,
            long configurations,
            long faults,
            long online) {}

    void sent(int readings) {
        sent.addAndGet(readings);
    }

    void acknowledged(int readings, long latencyNanos) {
        acknowledged.addAndGet(readings);
        latencyMicros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(latencyNanos)));
    }

    void failed() {
        failures.incrementAndGet();
    }

    void refused() {
        refused.incrementAndGet();
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

    void configuration() {
        configurations.incrementAndGet();
    }

    void fault() {
        faults.incrementAndGet();
    }

    void online(int more) {
        online.addAndGet(more);
    }

    /** All counts now. */
    public Counts counts() {
        return new Counts(
                sent.get(),
                acknowledged.get(),
                failures.get(),
                refused.get(),
                retries.get(),
                reconnects.get(),
                commands.get(),
                configurations.get(),
                faults.get(),
                online.get());
    }

    /** From when a message was due to its acknowledgement, in microseconds. */
    public Histogram latencyMicros() {
        return latencyMicros.copy();
    }
}
