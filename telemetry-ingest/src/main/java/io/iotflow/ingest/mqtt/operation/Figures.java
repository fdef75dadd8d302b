package io.iotflow.ingest.mqtt.operation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Reads what the service counts, by the names under which Prometheus gets it. What was never counted is 0. */
@Singleton
class Figures {

    private final MeterRegistry registry;

    Figures(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The sum over all tags. */
    long count(String name) {
        return (long) registry.find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** The sum over all tags. */
    long count(String name, String tag, String value) {
        return (long) registry.find(name).tag(tag, value).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** The current value. */
    double value(String name) {
        return registry.find(name).gauges().stream()
                .mapToDouble(Gauge::value)
                .filter(Double::isFinite)
                .sum();
    }

    /** A percentile that the timer publishes, in milliseconds. */
    double millis(String timer, double percentile) {
        return registry.find(timer).timers().stream()
                .map(Timer::takeSnapshot)
                .flatMap(snapshot -> Arrays.stream(snapshot.percentileValues()))
                .filter(value -> value.percentile() == percentile)
                .mapToDouble((ValueAtPercentile value) -> value.value(TimeUnit.MILLISECONDS))
                .findFirst()
                .orElse(0);
    }
}
