package io.iotflow.simulator.virtual.type;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A kind whose values wander: the voltage about the middle of its range, the current up from the least one. Each step is at
 * most a tenth of the range by chance, and a tenth of the way to the middle; two decimals.
 */
record WanderingType(String name, String title, Range voltage, Range current) implements DeviceType {

    private static final double STEP = 0.1;
    private static final double DECIMALS = 100;

    @Override
    public Electric next(Optional<Electric> before, RandomGenerator random) {
        double volt = before.map(Electric::voltage).orElse(middle(voltage));
        double ampere = before.map(Electric::current).orElse(current.least());
        return new Electric(wander(voltage, volt, random), wander(current, ampere, random));
    }

    private static double wander(Range range, double from, RandomGenerator random) {
        double homewards = (middle(range) - from) * STEP;
        double chance = (random.nextDouble() * 2 - 1) * STEP * range.width();
        double rounded = Math.round((from + homewards + chance) * DECIMALS) / DECIMALS;
        return range.hold(rounded);
    }

    private static double middle(Range range) {
        return (range.least() + range.most()) / 2;
    }
}
