package io.iotflow.service;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A feed that runs as long as the service. A subscription at Redis fails when it can't be made, and ends without a failure
 * when its connection is closed; either way it is made again, with back-off. What was said meanwhile is not heard.
 */
public final class LastingFeed {

    private static final Logger LOG = Logger.getLogger(LastingFeed.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private LastingFeed() {}

    /**
     * Hands over what is said. What the listener fails at is logged and passed over: a message that nobody can read must
     * not silence those after it.
     *
     * @param name of the feed, for the log
     */
    public static <T> void listen(String name, Multi<T> feed, Consumer<? super T> listener) {
        of(feed).subscribe()
                .with(
                        said -> hand(name, said, listener),
                        failure -> LOG.errorf(failure, "%s is no longer heard", name));
    }

    private static <T> void hand(String name, T said, Consumer<? super T> listener) {
        try {
            listener.accept(said);
        } catch (RuntimeException unreadable) {
            LOG.warnf(unreadable, "A message of %s is passed over", name);
        }
    }

    private static <T> Multi<T> of(Multi<T> feed) {
        return feed.onCompletion()
                .failWith(() -> new IllegalStateException("the feed ended"))
                .onFailure(Throwable.class)
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }
}
