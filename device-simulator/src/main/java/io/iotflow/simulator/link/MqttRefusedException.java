package io.iotflow.simulator.link;

/** The broker refused; the message says what, for the user. */
public final class MqttRefusedException extends Exception {

    private final int code;

    public MqttRefusedException(String message, int code) {
        super(message, null, false, false);
        this.code = code;
    }

    /** The return code of CONNACK or SUBACK, or -1 for a connection that ended. */
    public int code() {
        return code;
    }
}
