package io.iotflow.cli.installation;

import java.io.IOException;

/** An installation said no, or nothing; the message is for people, the exit code for scripts. */
public final class RefusedException extends IOException {

    /** Something was refused or failed. */
    public static final int FAILED = 1;

    /** Of systemd and LSB: nothing runs there. */
    public static final int NOT_REACHED = 3;

    /** There is no such device, group or command. */
    public static final int NOT_FOUND = 4;

    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** @param exitCode what the program ends with */
    public RefusedException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What the program ends with. */
    public int exitCode() {
        return exitCode;
    }
}
