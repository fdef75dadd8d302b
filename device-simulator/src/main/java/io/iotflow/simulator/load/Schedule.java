package io.iotflow.simulator.load;

import java.util.concurrent.TimeUnit;

/**
 * When each message of a run should be sent, on the clock of {@link System#nanoTime}.
 *
 * @param start of the run
 * @param nanosPerMessage 0 when messages are due as soon as there is room
 * @param together how many messages are due at the same moment
 */
record Schedule(long start, double nanosPerMessage, int together) {

    /** Of a run that has not begun. */
    static final Schedule NONE = new Schedule(0, 0, 1);

    static Schedule of(Pace pace, long start) {
        return switch (pace) {
            case Pace.OpenLoop(double rate, int together) ->
                new Schedule(start, TimeUnit.SECONDS.toNanos(1) / rate, together);
            case Pace.Saturating _, Pace.Idle _ -> new Schedule(start, 0, 1);
        };
    }

    /** How many messages have become due: the first ones with the start. */
    long due(Pace pace, long now) {
        return switch (pace) {
            case Pace.OpenLoop _ -> now < start ? 0 : together + whole((long) ((now - start) / nanosPerMessage));
            case Pace.Saturating _ -> Long.MAX_VALUE;
            case Pace.Idle _ -> 0;
        };
    }

    /** From when on the latency of a message counts. */
    long intended(long message, long now) {
        return nanosPerMessage == 0 ? now : start + (long) (whole(message) * nanosPerMessage);
    }

    /** The first message of those that are due with this one. */
    private long whole(long message) {
        return message - message % together;
    }
}
