package io.iotflow.simulator.load;

import io.netty.buffer.ByteBuf;

/**
 * The readings of every device of a run, each given by its number: the same device and number are the same reading at
 * every call, so nothing has to be kept in order to know what was sent.
 */
public interface ReadingSeries {

    /** The time of a reading in milliseconds since 1970; no two of a device share one. */
    long time(long sequence);

    /** Writes a reading as the platform takes it. */
    void write(ByteBuf target, long device, long sequence);

    /** The hash of a reading's values as the auditor computes it from what is stored. */
    long hash(long device, long sequence);
}
