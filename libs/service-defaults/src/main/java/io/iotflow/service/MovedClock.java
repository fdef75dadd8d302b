package io.iotflow.service;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that is ahead of another one by what a file says at the moment: eight bytes, the milliseconds as a big-endian
 * number, negative for behind. The file is mapped, so that a change counts at once and asking for the time waits for
 * nothing; it must be there and must not become shorter.
 */
final class MovedClock extends Clock {

    private final Clock clock;
    private final MappedByteBuffer offset;

    private MovedClock(Clock clock, MappedByteBuffer offset) {
        this.clock = clock;
        this.offset = offset;
    }

    static MovedClock of(Clock clock, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new MovedClock(clock, channel.map(MapMode.READ_ONLY, 0, Long.BYTES));
        }
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MovedClock(clock.withZone(zone), offset);
    }

    @Override
    public Instant instant() {
        return clock.instant().plusMillis(offset.getLong(0));
    }
}
