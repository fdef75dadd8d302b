package io.iotflow.ingest.mqtt.delivery;

import io.iotflow.ingest.mqtt.MqttMetrics;
import io.iotflow.ingest.mqtt.MqttSettings;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory waits for an acknowledgement over all connections. Full means that connections are no longer read;
 * they are read again when half of it is free. Any thread.
 */
@Singleton
public class HeldMessages {

    /**
     * An estimate: a decoded reading takes a few times its bytes, and its fields have a price of their own. With readings
     * of 51 bytes and three fields, 25 000 held messages took 36 MiB of heap where this says 32.
     */
    private static final int BYTES_PER_BYTE = 6;

    private static final int BYTES_PER_MESSAGE = 1024;

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    public HeldMessages(MqttSettings settings, MqttMetrics metrics) {
        this.most = settings.mostHeldBytes();
        metrics.watch("iotflow.mqtt.held.bytes", held::get);
        metrics.watch("iotflow.mqtt.connections.waiting", waiting::size);
    }

    /** What a message with this payload takes while it waits. */
    public static long weight(int payload) {
        return BYTES_PER_MESSAGE + (long) payload * BYTES_PER_BYTE;
    }

    /** Holds a message. */
    public void hold(long weight) {
        held.addAndGet(weight);
    }

    /** Lets a message go. */
    public void release(long weight) {
        if (held.addAndGet(-weight) <= most / 2) {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        }
    }

    /** Whether no more should be read. */
    public boolean isFull() {
        return held.get() >= most;
    }

    /** Whether nothing more may be taken, even if it has been read. */
    public boolean isOverfull() {
        return held.get() >= 2 * most;
    }

    /** Runs something once, on any thread, when there is room again. */
    public void whenRoom(Runnable resume) {
        waiting.add(resume);
        if (held.get() <= most / 2 && waiting.remove(resume)) {
            resume.run();
        }
    }
}
