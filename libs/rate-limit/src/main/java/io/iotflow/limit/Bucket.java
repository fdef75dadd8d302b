package io.iotflow.limit;

import io.iotflow.limit.Verdict.Passed;
import io.iotflow.limit.Verdict.Refused;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this replica holds for one caller. Its window ends no later than the one in Redis, because it is measured from
 * the moment of asking; so what is left of a lease never passes in a later window.
 */
final class Bucket {

    private @Nullable Limit limit;
    private int tokens;
    private int left;
    private long endsAt;
    private @Nullable Uni<Optional<Lease>> underWay;

    /** Decides now, or is empty when a lease is needed to decide. */
    synchronized Optional<Verdict> take(Limit asked, long now) {
        if (!asked.equals(limit) || endsAt - now <= 0) {
            return Optional.empty();
        }
        if (tokens > 0) {
            tokens--;
            return Optional.of(new Passed(allowance(asked, now)));
        }
        return left == 0 ? Optional.of(new Refused(allowance(asked, now))) : Optional.empty();
    }

    /** Adds a lease that was asked for at a time. */
    synchronized void fill(Limit asked, Lease lease, long askedAt, long now) {
        if (endsAt - now <= 0) {
            tokens = 0;
        }
        limit = asked;
        tokens += lease.granted();
        left = lease.left();
        endsAt = askedAt + lease.endsIn().toNanos();
    }

    /** One lease at a time: who comes while one is under way waits for that one. */
    synchronized Uni<Optional<Lease>> lease(Supplier<Uni<? extends Optional<Lease>>> ask) {
        Uni<Optional<Lease>> current = underWay;
        if (current == null) {
            current = Uni.createFrom()
                    .<Optional<Lease>>deferred(ask)
                    .onTermination()
                    .invoke(this::settled)
                    .memoize()
                    .indefinitely();
            underWay = current;
        }
        return current;
    }

    private synchronized void settled() {
        underWay = null;
    }

    private Allowance allowance(Limit asked, long now) {
        return new Allowance(asked, tokens + left, Duration.ofNanos(endsAt - now));
    }
}
