package io.iotflow.simulator.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What a run did. Messages and readings are those of the generator; what is stored is another question.
 *
 * @param due how many messages should have been sent
 * @param sent how many were
 * @param acknowledged readings, by the platform's answers
 * @param refused messages by status of the answer
 * @param unanswered messages whose connection ended before an answer came
 * @param latencyMicros of acknowledged messages, from the moment they should have been sent
 * @param refusalMicros the same of those that were refused
 * @param pacingMicros how much later than they should have been messages were sent, whether that was the generator's fault
 *     or the platform's, which had no room for them; nothing where none was due at a moment
 * @param acknowledgedPerSecond readings, second by second from the start
 * @param elapsed nanoseconds from the start to the last answer
 */
public record LoadReport(
        long due,
        long sent,
        long acknowledged,
        Map<Integer, Long> refused,
        long unanswered,
        Histogram latencyMicros,
        Histogram refusalMicros,
        Histogram pacingMicros,
        List<Long> acknowledgedPerSecond,
        long elapsed) {

    private static final double MICROS_OF_A_MILLI = 1000;

    /** Acknowledged readings per second. */
    public double rate() {
        return elapsed == 0 ? 0 : acknowledged * (double) TimeUnit.SECONDS.toNanos(1) / elapsed;
    }

    /** A latency in milliseconds. */
    public double millis(double percentile) {
        return latencyMicros.getValueAtPercentile(percentile) / MICROS_OF_A_MILLI;
    }

    /** How many messages were refused. */
    public long refusals() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The figures in one line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "sent %d, acknowledged %d (%.0f/s), refused %s, unanswered %d, p50 %.1f ms, p99 %.1f ms, max %.1f ms",
                sent,
                acknowledged,
                rate(),
                refused,
                unanswered,
                millis(50),
                millis(99),
                millis(100));
    }
}
