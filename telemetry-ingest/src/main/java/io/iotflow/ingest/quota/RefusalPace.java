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
                .by(settings.delay())
                .onTermination()
                .invoke(waiting::decrementAndGet));
    }
}
