package io.iotflow.cli.bench;

/**
 * One line of the result.
 *
 * @param scenario whose figure it is
 */
record Figure(String scenario, String name, double value, String unit, Goal goal) {

    static Figure of(String scenario, String name, double value, String unit) {
        return new Figure(scenario, name, value, unit, Goal.none());
    }

    boolean isMet() {
        return goal.isMetBy(value);
    }

    String verdict() {
        return goal instanceof Goal.Informative ? "" : isMet() ? "yes" : "NO";
    }
}
