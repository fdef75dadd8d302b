package io.iotflow.simulator.scenario;

import java.time.Duration;

/** A part of a run. Rates are messages a second of the whole fleet. */
public sealed interface Stage {

    /** How long it is. */
    Duration length();

    /** The rate at a moment of it, from its beginning. */
    double rateAt(Duration moment);

    /** Its name in a document. */
    String label();

    /** From one rate to another, evenly. */
    record Ramp(Duration length, double from, double to) implements Stage {

        @Override
        public double rateAt(Duration moment) {
            return from + (to - from) * Math.min(1, moment.toMillis() / (double) length.toMillis());
        }

        @Override
        public String label() {
            return "ramp";
        }
    }

    /** The same rate all the time. */
    record Steady(Duration length, double rate) implements Stage {

        @Override
        public double rateAt(Duration moment) {
            return rate;
        }

        @Override
        public String label() {
            return "steady";
        }
    }

    /** As steady, meant to be short and much. */
    record Spike(Duration length, double rate) implements Stage {

        @Override
        public double rateAt(Duration moment) {
            return rate;
        }

        @Override
        public String label() {
            return "spike";
        }
    }

    /** All devices lose their connections at its beginning, and come back at once. */
    record ReconnectStorm(Duration length, double rate) implements Stage {

        @Override
        public double rateAt(Duration moment) {
            return rate;
        }

        @Override
        public String label() {
            return "reconnect_storm";
        }
    }

    /** All devices are without a connection; they measure on, and send what they have kept when it is over. */
    record Outage(Duration length, double rate) implements Stage {

        @Override
        public double rateAt(Duration moment) {
            return rate;
        }

        @Override
        public String label() {
            return "outage";
        }
    }
}
