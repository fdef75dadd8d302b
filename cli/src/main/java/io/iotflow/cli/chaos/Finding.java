package io.iotflow.cli.chaos;

import java.util.Locale;

/**
 * A figure of a trial.
 *
 * @param most what it may be; infinite when it only informs
 */
record Finding(String name, double value, String unit, double most) {

    /** How long the stack needed, when the harm was over, until it took everything again. */
    static final String FULL_RATE = "full rate after";

    private static final double USUAL_SECONDS = 30;

    /** The figure that all this is about. */
    static final String MISSING = "acknowledged but missing";

    /** A figure that must be nought. */
    static Finding none(String name, long value) {
        return new Finding(name, value, "", 0);
    }

    /** A figure that must not be more than this. */
    static Finding atMost(double most, String name, double value, String unit) {
        return new Finding(name, value, unit, most);
    }

    /** How long the stack needed until it took everything again, which should be half a minute at most. */
    static Finding fullRate(double seconds) {
        return fullRate(seconds, USUAL_SECONDS);
    }

    /** The same where it may take longer. */
    static Finding fullRate(double seconds, double most) {
        return atMost(most, FULL_RATE, seconds, "s");
    }

    /** A figure that explains others. */
    static Finding of(String name, double value, String unit) {
        return new Finding(name, value, unit, Double.POSITIVE_INFINITY);
    }

    boolean isGood() {
        return value <= most;
    }

    /** Name, value and unit; and the goal when it was missed. */
    String text() {
        String figure = (name + " " + number(value) + " " + unit).strip();
        return isGood() ? figure : figure + " (AT MOST " + number(most) + ")";
    }

    String number() {
        return number(value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
    }
}
