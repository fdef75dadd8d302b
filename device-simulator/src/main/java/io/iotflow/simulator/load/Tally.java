package io.iotflow.simulator.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** What one event loop counts of a run. Only {@link #acknowledgedSoFar} may be read by others while it runs. */
final class Tally {

    private static final int DIGITS = 3;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int MOST_SECONDS = 24 * 3600;

    private final Histogram latency = new Histogram(LONGEST_MICROS, DIGITS);
    private final Histogram refusals = new Histogram(LONGEST_MICROS, DIGITS);
    private final Histogram pacing = new Histogram(LONGEST_MICROS, DIGITS);
    private final Map<Integer, Long> refused = new TreeMap<>();
    private final List<Long> perSecond = new ArrayList<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private long started;
    private long lastAnswer;
    private long sent;
    private long unanswered;

    void begin(long now) {
        started = now;
        lastAnswer = now;
    }

    /** A message is written now that should have been at another moment. */
    void sent(long intended, long now) {
        sent++;
        pacing.recordValue(micros(intended, now));
    }

    void acknowledged(int readings, long intended, long now) {
        latency.recordValue(micros(intended, now));
        acknowledged.setPlain(acknowledged.getPlain() + readings);
        acknowledged.lazySet(acknowledged.getPlain());
        lastAnswer = now;
        int second = (int) Math.min(MOST_SECONDS, TimeUnit.NANOSECONDS.toSeconds(now - started));
        while (perSecond.size() <= second) {
            perSecond.add(0L);
        }
        perSecond.set(second, perSecond.get(second) + readings);
    }

    void refused(int status, long intended, long now) {
        refusals.recordValue(micros(intended, now));
        refused.merge(status, 1L, Long::sum);
        lastAnswer = now;
    }

    void unanswered(long messages) {
        unanswered += messages;
    }

    long acknowledgedSoFar() {
        return acknowledged.get();
    }

    private static long micros(long intended, long now) {
        return Math.clamp(TimeUnit.NANOSECONDS.toMicros(now - intended), 0, LONGEST_MICROS);
    }

    LoadReport report(long due) {
        return new LoadReport(
                due,
                sent,
                acknowledged.get(),
                Map.copyOf(refused),
                unanswered,
                latency,
                refusals,
                pacing,
                List.copyOf(perSecond),
                lastAnswer - started);
    }

    /** The figures of all event loops of a run together. */
    static LoadReport sum(List<LoadReport> parts) {
        Map<Integer, Long> refused = new TreeMap<>();
        List<Long> perSecond = new ArrayList<>();
        for (LoadReport part : parts) {
            part.refused().forEach((status, count) -> refused.merge(status, count, Long::sum));
            for (int second = 0; second < part.acknowledgedPerSecond().size(); second++) {
                long more = part.acknowledgedPerSecond().get(second);
                if (second < perSecond.size()) {
                    perSecond.set(second, perSecond.get(second) + more);
                } else {
                    perSecond.add(more);
                }
            }
        }
        return new LoadReport(
                parts.stream().mapToLong(LoadReport::due).sum(),
                parts.stream().mapToLong(LoadReport::sent).sum(),
                parts.stream().mapToLong(LoadReport::acknowledged).sum(),
                refused,
                parts.stream().mapToLong(LoadReport::unanswered).sum(),
                sum(parts, LoadReport::latencyMicros),
                sum(parts, LoadReport::refusalMicros),
                sum(parts, LoadReport::pacingMicros),
                perSecond,
                parts.stream().mapToLong(LoadReport::elapsed).max().orElse(0));
    }

    private static Histogram sum(List<LoadReport> parts, Function<LoadReport, Histogram> figure) {
        Histogram sum = new Histogram(LONGEST_MICROS, DIGITS);
        parts.stream().map(figure).forEach(sum::add);
        return sum;
    }
}
