package io.iotflow.simulator.command;

import io.iotflow.simulator.device.DeviceFigures;
import io.iotflow.simulator.fleet.FleetRun;
import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at a run each second, and says on a terminal how it goes. Blocks. */
final class ProgressLine {

    private final FleetRun run;
    private final PrintWriter out;
    private final boolean terminal;

    ProgressLine(FleetRun run, PrintWriter out) {
        this.run = run;
        this.out = out;
        Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    /**
     * Watches until the time is over or somebody wants it to end.
     *
     * @param seconds 0 is for ever
     * @return acknowledged readings, second by second
     */
    List<Long> watch(CountDownLatch end, double seconds) throws InterruptedException {
        List<Long> perSecond = new ArrayList<>();
        long begun = System.nanoTime();
        long left = Math.round(seconds * TimeUnit.SECONDS.toMillis(1));
        long before = 0;
        boolean ended = false;
        while (!ended && (seconds == 0 || left > 0)) {
            long pause = seconds == 0 ? 1000 : Math.min(1000, left);
            ended = end.await(pause, TimeUnit.MILLISECONDS);
            long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            left = Math.round(seconds * TimeUnit.SECONDS.toMillis(1)) - elapsed;
            DeviceFigures.Counts counts = run.figures().counts();
            perSecond.add(counts.acknowledged() - before);
            show(elapsed / 1000, counts, counts.acknowledged() - before);
            before = counts.acknowledged();
        }
        if (terminal) {
            out.println();
        }
        return perSecond;
    }

    private void show(long second, DeviceFigures.Counts counts, long lastSecond) {
        if (terminal) {
            out.printf(
                    Locale.ROOT,
                    "\r%d s  online %d  sent %d  acknowledged %d (%d/s)  failures %d  reconnects %d   ",
                    second,
                    counts.online(),
                    counts.sent(),
                    counts.acknowledged(),
                    lastSecond,
                    counts.failures(),
                    counts.reconnects());
            out.flush();
        }
    }
}
