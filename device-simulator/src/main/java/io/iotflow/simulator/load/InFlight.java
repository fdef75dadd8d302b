package io.iotflow.simulator.load;

import java.util.Arrays;

/** The unacknowledged messages of a connection by packet identifier; as small as it can be, for there are many. */
final class InFlight {

    private static final long FREE = -1;

    private final long[] messages;
    private final long[] sentAt;
    private int count;
    private int next;

    InFlight(int window) {
        messages = new long[window];
        sentAt = new long[window];
        Arrays.fill(messages, FREE);
    }

    boolean hasRoom() {
        return count < messages.length;
    }

    /** Takes a packet identifier for a message. */
    int add(long message, long now) {
        while (messages[next] != FREE) {
            next = (next + 1) % messages.length;
        }
        messages[next] = message;
        sentAt[next] = now;
        count++;
        return next + 1;
    }

    /** Gives a packet identifier back; the message, or a negative number when there was none. */
    long remove(int packetId) {
        if (packetId < 1 || packetId > messages.length || messages[packetId - 1] == FREE) {
            return FREE;
        }
        long message = messages[packetId - 1];
        messages[packetId - 1] = FREE;
        count--;
        return message;
    }

    /** When a message was sent. */
    long sentAt(int packetId) {
        return sentAt[packetId - 1];
    }

    int count() {
        return count;
    }

    void clear() {
        Arrays.fill(messages, FREE);
        count = 0;
    }
}
