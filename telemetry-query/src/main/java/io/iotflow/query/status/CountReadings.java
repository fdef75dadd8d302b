package io.iotflow.query.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.iotflow.domain.TimeRange;
import io.iotflow.domain.WireTime;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryReader;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts the readings of all devices. The store looks at each device for that, so a large fleet takes seconds of its time: then nobody
 * waits for it, it is counted for as long as somebody asks, and takes no more than a tenth of the time of one connection.
 */
@Singleton
class CountReadings {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SHARE = 10;

    /**
     * Figures of all devices; absent until they were counted once.
     *
     * @param rateOfMinute readings per second over the minute before
     */
    record Figures(
            @Nullable Long storedTotal,
            @JsonProperty("rate_1m") @Nullable Double rateOfMinute,
            @JsonProperty("last_24h") @Nullable Long lastDay,
            @Nullable String countedAt) {}

    private record Counted(Figures figures, Instant at, Duration took) {

        /** A count from the future was made before the clock was set back. */
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(took.multipliedBy(SHARE)));
        }
    }

    private final TelemetryReader reader;
    private final FiguresSettings settings;
    private final Clock clock;
    private volatile Counted last = new Counted(new Figures(null, null, null, null), Instant.EPOCH, Duration.ZERO);
    private volatile boolean slow;
    private volatile Instant askedAt = Instant.EPOCH;

    CountReadings(TelemetryReader reader, FiguresSettings settings, Clock clock) {
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    /** Those of now while they are quickly counted, else those of the last count. Fails when the store does not answer. */
    Uni<Figures> figures() {
        askedAt = clock.instant();
        if (slow || last.isFresh(askedAt)) {
            return Uni.createFrom().item(last.figures());
        }
        return count().ifNoItem().after(settings.patience()).recoverWithItem(this::withoutWaiting);
    }

    private Figures withoutWaiting() {
        slow = true;
        return last.figures();
    }

    @Scheduled(
            identity = "count-readings",
            every = "1s",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> recount() {
        Instant now = clock.instant();
        boolean asked = askedAt.plus(MINUTE).isAfter(now);
        return slow && asked && !last.isFresh(now)
                ? count().replaceWithVoid()
                        .onFailure(StoreUnavailableException.class)
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    /** One question after the other: others want the store too. */
    private Uni<Figures> count() {
        Instant now = clock.instant();
        return reader.countAll(new TimeRange(now.minus(MINUTE), now))
                .chain(minute -> reader.countAll(new TimeRange(now.minus(DAY), now))
                        .chain(day -> reader.countAll(new TimeRange(Instant.EPOCH, now.plus(DAY)))
                                .map(total -> figures(total, minute, day, now))))
                .invoke(figures -> learned(figures, now));
    }

    private static Figures figures(long total, long minute, long day, Instant now) {
        return new Figures(total, minute / (double) MINUTE.toSeconds(), day, WireTime.of(now));
    }

    private void learned(Figures figures, Instant begin) {
        Duration took = Duration.between(begin, clock.instant());
        last = new Counted(figures, begin, took);
        slow = took.compareTo(settings.patience()) > 0;
    }
}
