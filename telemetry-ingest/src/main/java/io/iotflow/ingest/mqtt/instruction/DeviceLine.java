package io.iotflow.ingest.mqtt.instruction;

import io.iotflow.domain.DeviceId;

/** The way down to a connected device. On its session's event loop, but for {@link #run}. */
public interface DeviceLine {

    /** Whose line it is. */
    DeviceId device();

    /** Whether the session is there. */
    boolean isOpen();

    /** Whether the device has subscribed to a topic below its prefix. */
    boolean listensTo(String path);

    /**
     * Sends a message at QoS 1, or 0 if the device asked for no more.
     *
     * @param acknowledged called once the device has it
     * @return whether it was sent; not if too many are on their way
     */
    boolean send(String path, byte[] payload, Runnable acknowledged);

    /** Runs something on the session's event loop. Any thread. */
    void run(Runnable task);
}
