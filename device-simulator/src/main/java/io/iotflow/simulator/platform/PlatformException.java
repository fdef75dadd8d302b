package io.iotflow.simulator.platform;

/** The platform refused, or did not answer; the message is for the user. */
public final class PlatformException extends Exception {

    public PlatformException(String message) {
        super(message);
    }
}
