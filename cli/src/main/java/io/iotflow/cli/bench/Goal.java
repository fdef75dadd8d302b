package io.iotflow.cli.bench;

import java.util.Locale;

/** What a figure should be. */
sealed interface Goal {

    /** Whether a figure reaches it. */
    boolean isMetBy(double figure);

    /** In words. */
    String text();

    /** Larger is better. */
    record AtLeast(double floor, double aim) implements Goal {
        @Override
        public boolean isMetBy(double figure) {
            return figure >= floor;
        }

        @Override
        public String text() {
            return ">= " + number(floor) + (aim == floor ? "" : ", aim " + number(aim));
        }
    }

    /** Smaller is better. */
    record AtMost(double ceiling, double aim) implements Goal {
        @Override
        public boolean isMetBy(double figure) {
            return figure <= ceiling;
        }

        @Override
        public String text() {
            return "<= " + number(ceiling) + (aim == ceiling ? "" : ", aim " + number(aim));
        }
    }

    /** A figure that explains others. */
    record Informative() implements Goal {
        @Override
        public boolean isMetBy(double figure) {
            return true;
        }

        @Override
        public String text() {
            return "";
        }
    }

    static Goal atLeast(double floor, double aim) {
        return new AtLeast(floor, aim);
    }

    static Goal atLeast(double floor) {
        return new AtLeast(floor, floor);
    }

    static Goal atMost(double ceiling, double aim) {
        return new AtMost(ceiling, aim);
    }

    static Goal atMost(double ceiling) {
        return new AtMost(ceiling, ceiling);
    }

    static Goal none() {
        return new Informative();
    }

    /** A number with as many digits as are worth reading. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 1 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
