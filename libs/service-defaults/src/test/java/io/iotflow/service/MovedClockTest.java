package io.iotflow.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedClockTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void isAheadByWhatTheFileSaysAtTheMoment() throws Exception {
        Path file = folder.resolve("offset");
        write(file, Duration.ZERO);
        Clock clock = MovedClock.of(Clock.fixed(NOON, ZoneOffset.UTC), file);

        Instant before = clock.instant();
        write(file, Duration.ofHours(1));
        Instant ahead = clock.instant();
        write(file, Duration.ofMinutes(-5));
        Instant behind = clock.withZone(ZoneId.of("Asia/Tokyo")).instant();

        assertThat(before).isEqualTo(NOON);
        assertThat(ahead).isEqualTo("2026-03-01T13:00:00Z");
        assertThat(behind).isEqualTo("2026-03-01T11:55:00Z");
    }

    private static void write(Path file, Duration offset) throws Exception {
        byte[] bytes =
                ByteBuffer.allocate(Long.BYTES).putLong(offset.toMillis()).array();
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
