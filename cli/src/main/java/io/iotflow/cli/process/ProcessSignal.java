package io.iotflow.cli.process;

import java.io.IOException;

/** Signals that the JDK has no method for, by kill(1). */
public enum ProcessSignal {
    /** Ends a process at once, without a chance to tidy up. */
    KILL,
    /** Holds a process: it keeps its connections and does nothing. */
    STOP,
    /** Lets a held process go on. */
    CONT;

    /** Sends it; false when there is no such process. */
    public boolean send(long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return kill.waitFor() == 0;
    }
}
