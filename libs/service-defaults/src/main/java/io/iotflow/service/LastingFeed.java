package io.iotflow.service;

import io.smallrye.mutiny.Multi;
import java.time.Duration;

/**
 * A feed that runs as long as the service. A subscription at Redis fails when it can't be made, and ends without a failure
 * when its connection is closed; either way it is made again, with back-off. What was said meanwhile is not heard.
 */
public final class LastingFeed {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private LastingFeed() {}

    /** The same feed, without an end. */
    public static <T> Multi<T> of(Multi<T> feed) {
        return feed.onCompletion()
                .failWith(() -> new IllegalStateException("the feed ended"))
                .onFailure(Throwable.class)
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }
}
