package io.iotflow.local.process;

import java.io.IOException;
import java.util.OptionalLong;

/** One part of the stack. */
public interface Component {

    /** The same everywhere: folder, log file, command line. */
    String name();

    /** Starts it; it may take longer until it is ready. */
    void start() throws IOException;

    /** Whether it does its work; answers within a second or two. */
    boolean isReady();

    /** Whether its process is there. */
    boolean isAlive();

    /** Its process while it is there. */
    OptionalLong pid();

    /** Ends it in good order, by force when that takes too long. Does nothing when it does not run. */
    void stop();
}
