package io.iotflow.simulator.profile;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** A signal that a profile describes in full. Every device has a course of its own. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Signal.Constant.class, name = "constant"),
    @JsonSubTypes.Type(value = Signal.Uniform.class, name = "uniform"),
    @JsonSubTypes.Type(value = Signal.Gaussian.class, name = "gaussian"),
    @JsonSubTypes.Type(value = Signal.Sine.class, name = "sine"),
    @JsonSubTypes.Type(value = Signal.Square.class, name = "square"),
    @JsonSubTypes.Type(value = Signal.RandomWalk.class, name = "random_walk"),
    @JsonSubTypes.Type(value = Signal.Counter.class, name = "counter"),
    @JsonSubTypes.Type(value = Signal.Choice.class, name = "enum"),
    @JsonSubTypes.Type(value = Signal.Truth.class, name = "boolean"),
    @JsonSubTypes.Type(value = Signal.Replay.class, name = "replay")
})
public sealed interface Signal {

    /** One device's course of a signal: a number, text or a truth value at each call. */
    @FunctionalInterface
    interface Course {
        Object at(Instant time);
    }

    /** Begins a course. */
    Course begin(RandomGenerator random, Instant begun);

    /** Always the same: a number, text or a truth value. */
    record Constant(Object value) implements Signal {

        @Override
        public Course begin(RandomGenerator random, Instant begun) {
            return _ -> value;
        }
    }

    /** Any number from {@code min} to below {@code max}. */
    record Uniform(double min, double max) implements Signal {

        @Override
        public Course begin(RandomGenerator random, Instant begun) {
            return _ -> random.nextDouble(min, max);
        }
    }

    /** The normal distribution. */
    record Gaussian(double mean, double deviation) implements Signal {

        @Override
        public Course begin(RandomGenerator random, Instant begun) {
            return _ -> random.nextGaussian(mean, deviation);
        }
    }

    /** {@code mean + amplitude · sin(2π·t/period)}, t since the device's start, with noise from −noise to noise. */
    record Sine(double mean, double amplitude, double periodSeconds, double noise) implements Signal {

        @Override
        public Course begin(RandomGenerator random, Instant begun) {
            return time -> mean
                    + amplitude * Math.sin(2 * Math.PI * seconds(begun, time) / periodSeconds)
                    + noise * (2 * random.nextDouble() - 1);
        }
    }

    /** High in the first half of each period, low in the second. */
    record Square(double low, double high, double periodSeconds) implements Signal {

        @Override
        public Course begin(RandomGenerator random, Instant begun) {
            return time -> seconds(begun, time) % periodSeconds < periodSeconds / 2 ? high : low;
        }
    }

    /** From {@code start} by at most {@code step} up or down with each reading, within the bounds. */
    record RandomWalk(double start, double step, double min, double max) implements Signal {

        @Override
        public Course begin(RandomGenerator random, Instant begun) {
            double[] place = {start};
            return _ -> {
                place[0] = Math.clamp(place[0] + step * (2 * random.nextDouble() - 1), min, max);
                return place[0];
            };
        }
    }

    /** {@code start}, and {@code step} more with each reading. */
    record Counter(long start, long step) implements Signal {

        @Override
        public Course begin(RandomGenerator random, Instant begun) {
            long[] next = {start};
            return _ -> {
                long now = next[0];
                next[0] += step;
                return now;
            };
        }
    }

    /** One of some texts, each as likely as the others. */
    record Choice(List<String> values) implements Signal {

        @Override
        public Course begin(RandomGenerator random, Instant begun) {
            return _ -> values.get(random.nextInt(values.size()));
        }
    }

    /** True with a probability. */
    record Truth(double probability) implements Signal {

        @Override
        public Course begin(RandomGenerator random, Instant begun) {
            return _ -> random.nextDouble() < probability;
        }
    }

    /** The numbers of a column of a CSV file, one after the other, and again from the first. */
    record Replay(String file, String column, List<Double> values) implements Signal {

        @Override
        public Course begin(RandomGenerator random, Instant begun) {
            int[] next = {0};
            return _ -> values.get(next[0]++ % values.size());
        }
    }

    private static double seconds(Instant begun, Instant time) {
        return Duration.between(begun, time).toMillis() / 1000.0;
    }
}
