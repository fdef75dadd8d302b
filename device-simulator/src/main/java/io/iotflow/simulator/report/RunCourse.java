package io.iotflow.simulator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.domain.WireTime;
import java.time.Instant;
import java.util.List;

/**
 * How a run went, second by second.
 *
 * @param begun when its first second began
 * @param seconds whole ones, in order; only the last one of a run that is over may be shorter
 */
public record RunCourse(Instant begun, List<Second> seconds) {

    private static final double MICROS_OF_A_MILLI = 1000;

    /**
     * One second of a run.
     *
     * @param acknowledged readings
     * @param refused messages
     * @param p50Micros the median latency of what was acknowledged in it; 0 when nothing was
     * @param p99Micros its 99th percentile
     */
    public record Second(long acknowledged, long refused, long p50Micros, long p99Micros) {}

    public RunCourse {
        seconds = List.copyOf(seconds);
    }

    List<Long> acknowledged() {
        return seconds.stream().map(Second::acknowledged).toList();
    }

    /**
     * As columns of equal length: {@code acknowledged} readings, {@code refused} messages, {@code latency_p50_ms} and
     * {@code latency_p99_ms}, which are null for a second without an acknowledgement.
     *
     * @param from the first second to tell, counted from 0; those before it are left out
     */
    public ObjectNode json(int from) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("begun_at", WireTime.of(begun))
                .put("from", from);
        ArrayNode acknowledged = document.putArray("acknowledged");
        ArrayNode refused = document.putArray("refused");
        ArrayNode median = document.putArray("latency_p50_ms");
        ArrayNode tail = document.putArray("latency_p99_ms");
        for (Second second : seconds.subList(Math.min(from, seconds.size()), seconds.size())) {
            acknowledged.add(second.acknowledged());
            refused.add(second.refused());
            addMillis(median, second, second.p50Micros());
            addMillis(tail, second, second.p99Micros());
        }
        return document;
    }

    private static void addMillis(ArrayNode column, Second second, long micros) {
        if (second.acknowledged() == 0) {
            column.addNull();
        } else {
            column.add(micros / MICROS_OF_A_MILLI);
        }
    }
}
