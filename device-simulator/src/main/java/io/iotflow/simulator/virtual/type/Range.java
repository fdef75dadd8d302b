package io.iotflow.simulator.virtual.type;

/** From the least to the most, both included. */
public record Range(double least, double most) {

    public Range {
        if (!(least < most)) {
            throw new IllegalArgumentException("a range must go upwards, not from " + least + " to " + most);
        }
    }

    /** How far apart the ends are. */
    double width() {
        return most - least;
    }

    /** The nearest value within. */
    double hold(double value) {
        return Math.clamp(value, least, most);
    }
}
