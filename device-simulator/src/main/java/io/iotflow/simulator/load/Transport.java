package io.iotflow.simulator.load;

import java.net.InetSocketAddress;

/** How messages reach the platform. */
public sealed interface Transport {

    /** The part of one of several event loops. */
    Transport share(int part, int parts);

    /** How many readings a message carries. */
    int readings();

    /**
     * HTTP/1.1 with connections that stay open, one request on each at a time; many devices share few connections.
     *
     * @param connections in all
     */
    record Http(InetSocketAddress address, HttpRequests requests, int connections, int readings) implements Transport {

        @Override
        public Http share(int part, int parts) {
            int mine = connections / parts + (part < connections % parts ? 1 : 0);
            return new Http(address, requests, Math.max(1, mine), readings);
        }
    }

    /**
     * MQTT 3.1.1, one connection for each device.
     *
     * @param qos 0 or 1; with 0 a message counts as acknowledged when it is written
     * @param window how many messages a connection may have unacknowledged
     * @param sources how many addresses from 127.0.0.1 on the connections come from; 0 leaves that to the machine
     */
    record Mqtt(InetSocketAddress address, int qos, int window, int readings, int sources) implements Transport {

        public Mqtt {
            if (qos < 0 || qos > 1) {
                throw new IllegalArgumentException("load is sent with QoS 0 or 1");
            }
        }

        @Override
        public Mqtt share(int part, int parts) {
            return this;
        }
    }
}
