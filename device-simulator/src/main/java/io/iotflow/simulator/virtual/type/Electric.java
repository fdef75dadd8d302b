package io.iotflow.simulator.virtual.type;

/**
 * What a meter shows at one moment.
 *
 * @param voltage in volt
 * @param current in ampere
 */
public record Electric(double voltage, double current) {

    private static final double DECIMALS = 10_000;

    /** Voltage times current, in watt; four decimals, which is exact for values of two. */
    public double power() {
        return Math.round(voltage * current * DECIMALS) / DECIMALS;
    }
}
