package io.iotflow.simulator.command;

import io.iotflow.simulator.device.DeviceFigures;
import io.iotflow.simulator.run.ScenarioRun;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** Says on a terminal how a run goes, in one line that changes; elsewhere it says nothing. */
final class ProgressLine implements ScenarioRun.Spectator {

    private final ScenarioRun run;
    private final PrintWriter out;
    private final boolean terminal;

    ProgressLine(ScenarioRun run, PrintWriter out) {
        this.run = run;
        this.out = out;
        Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    @Override
    public void look(long second, DeviceFigures.Counts counts, long acknowledged) {
        if (terminal) {
            out.printf(
                    Locale.ROOT,
                    "\r%d s  %s  online %d  sent %d  acknowledged %d (%d/s)  failures %d  reconnects %d   ",
                    second,
                    run.stage(),
                    counts.online(),
                    counts.sent(),
                    counts.acknowledged(),
                    acknowledged,
                    counts.failures(),
                    counts.reconnects());
            out.flush();
        }
    }

    /** The next line is another one. */
    void end() {
        if (terminal) {
            out.println();
        }
    }
}
