package io.iotflow.ingest.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.domain.DeviceId;
import io.iotflow.service.CallerContext;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a device that does not heed its limit from spending the processor on refusals. The first ones go out at once; from
 * then on each is held back for a while, and with it the connection, on which a client of HTTP/1.1 sends nothing else.
 */
@Singleton
final class RefusalPace {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final long MOST_DEVICES = 100_000;
    private static final double GOLDEN_RATIO = 0.618033988749895;
    private static final double LEAST_SHARE = 0.5;

    private final RefusalPaceSettings settings;
    private final Cache<DeviceId, AtomicInteger> refusals = Caffeine.newBuilder()
            .maximumSize(MOST_DEVICES)
            .expireAfterWrite(REMEMBERED)
            .build();
    private final AtomicInteger waiting = new AtomicInteger();

    RefusalPace(RefusalPaceSettings settings, MeterRegistry meters) {
        this.settings = settings;
        Gauge.builder("iotflow.ingest.refusals.held.back", waiting, AtomicInteger::get)
                .description("refusals of devices over their limit that wait to go out")
                .register(meters);
    }

    /** When the next refusal of a device may go out: at once, or after a while, in the caller's context. Never fails. */
    Uni<Void> next(DeviceId device) {
        int count = refusals.get(device, _ -> new AtomicInteger()).incrementAndGet();
        if (count <= settings.prompt()) {
            return Uni.createFrom().voidItem();
        }
        if (waiting.incrementAndGet() > settings.mostWaiting()) {
            waiting.decrementAndGet();
            return Uni.createFrom().voidItem();
        }
        return CallerContext.keep(Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(delay(count))
                .onTermination()
                .invoke(waiting::decrementAndGet));
    }

    /**
     * Half the delay to one and a half, evenly (multiples of the golden ratio; Knuth, The Art of Computer Programming 3, 6.4): what a device
     * sent at once on many connections would else be refused at once, again and again, and others would wait behind it.
     */
    Duration delay(int count) {
        double share = LEAST_SHARE + count * GOLDEN_RATIO % 1;
        return Duration.ofNanos((long) (settings.delay().toNanos() * share));
    }
}
