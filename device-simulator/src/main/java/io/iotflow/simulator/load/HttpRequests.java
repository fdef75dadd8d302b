package io.iotflow.simulator.load;

import io.iotflow.simulator.platform.DeviceCredentials;
import io.netty.buffer.ByteBuf;

/** How a message looks as a request, and what an answer to it means. */
public interface HttpRequests {

    /** Writes a request whole, head and body. */
    void write(ByteBuf target, DeviceCredentials device, ReadingSeries series, long firstSequence, int readings);

    /**
     * How many of a message's readings an answer acknowledges.
     *
     * @param status below 300
     */
    int acknowledged(int status, String body, int readings);
}
