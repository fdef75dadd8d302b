package io.iotflow.ingest.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.domain.DeviceId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Gives a time to readings that have none: ours, in whole milliseconds, later with each reading of one device. Two
 * readings in the same millisecond, or after our clock was set back, are a millisecond apart. Any thread.
 */
@Singleton
final class ArrivalTimes {

    private static final int REMEMBERED_DEVICES = 200_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private final Clock clock;
    private final Cache<DeviceId, Long> lastMillis = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_DEVICES)
            .expireAfterAccess(REMEMBERED_FOR)
            .build();

    ArrivalTimes(Clock clock) {
        this.clock = clock;
    }

    Instant next(DeviceId device) {
        Long millis = lastMillis.asMap().merge(device, clock.millis(), (last, now) -> Math.max(last + 1, now));
        return Instant.ofEpochMilli(millis);
    }
}
