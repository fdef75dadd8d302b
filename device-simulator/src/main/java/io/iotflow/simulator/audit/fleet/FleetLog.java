package io.iotflow.simulator.audit.fleet;

import io.iotflow.simulator.load.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/**
 * What a run of load sent and what of it was acknowledged, in a file that only grows. The file is mapped: a record is in
 * it, and survives the end of this process, as soon as a call returns, and no call waits for a disk. Any thread.
 *
 * <p>A record is five 64-bit numbers: its kind (1 sent, 2 acknowledged), the device, the time of the reading, the hash of
 * its values (0 in an acknowledgement), and when it was logged; both times in milliseconds since 1970. A kind of 0 ends
 * the log.
 */
public final class FleetLog implements Journal, AutoCloseable {

    static final long SENT = 1;
    static final long ACKNOWLEDGED = 2;
    static final int RECORD_BYTES = 5 * Long.BYTES;

    private static final int SEGMENT_BYTES = RECORD_BYTES << 17;

    private final Path path;
    private final FileChannel file;
    private final Clock clock;
    private MappedByteBuffer segment;
    private long nextSegment;

    private FleetLog(Path path, FileChannel file, Clock clock) throws IOException {
        this.path = path;
        this.file = file;
        this.clock = clock;
        this.segment = file.map(MapMode.READ_WRITE, 0, SEGMENT_BYTES);
        this.nextSegment = SEGMENT_BYTES;
    }

    /** Begins a new log; fails when there is one already. */
    public static FleetLog create(Path path, Clock clock) throws IOException {
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new FleetLog(path, file, clock);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void sent(long device, long time, long valuesHash) {
        append(SENT, device, time, valuesHash);
    }

    @Override
    public void acknowledged(long device, long time) {
        append(ACKNOWLEDGED, device, time, 0);
    }

    private synchronized void append(long kind, long device, long time, long valuesHash) {
        if (!segment.hasRemaining()) {
            segment = mapNext();
        }
        ByteBuffer target = segment;
        target.putLong(kind).putLong(device).putLong(time).putLong(valuesHash).putLong(clock.millis());
    }

    private MappedByteBuffer mapNext() {
        try {
            MappedByteBuffer next = file.map(MapMode.READ_WRITE, nextSegment, SEGMENT_BYTES);
            nextSegment += SEGMENT_BYTES;
            return next;
        } catch (IOException failure) {
            // An acknowledgement that can't be logged must not be counted.
            throw new UncheckedIOException("The log of the load can't grow", failure);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
