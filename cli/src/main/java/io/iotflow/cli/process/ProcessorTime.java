package io.iotflow.cli.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The processor time that processes have taken, by the machine's own account of each.
 *
 * @param byName since the start of each process
 */
public record ProcessorTime(Map<String, Duration> byName) {

    /** What these processes have taken until now; one that has ended counts as nothing. */
    public static ProcessorTime of(Map<String, Long> pids) {
        Map<String, Duration> times = new LinkedHashMap<>();
        pids.forEach((name, pid) -> times.put(
                name,
                ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)));
        return new ProcessorTime(times);
    }

    /** What each has taken between an earlier account and this one, in microseconds. */
    public Map<String, Double> microsSince(ProcessorTime earlier) {
        Map<String, Double> micros = new LinkedHashMap<>();
        byName.forEach((name, time) -> {
            Duration taken = time.minus(earlier.byName().getOrDefault(name, Duration.ZERO));
            micros.put(name, Math.max(0, taken.toNanos()) / 1000.0);
        });
        return micros;
    }
}
