package io.iotflow.identity;

import io.iotflow.identity.KeyDirectory.Changes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The net below the announcements: asks the database regularly which devices changed, one question whatever the number
 * of devices. What is remembered is as true as the last answer; without one for {@code remember-for} it is forgotten.
 */
@Singleton
class ChangeWatch {

    private static final Logger LOG = Logger.getLogger(ChangeWatch.class);

    private final KeyDirectory directory;
    private final DeviceFeed feed;
    private final IdentitySettings settings;
    private final Clock clock;
    private volatile @Nullable String point;
    private volatile Instant answeredAt;
    private volatile boolean away;
    private volatile Cancellable watching = () -> {};

    ChangeWatch(KeyDirectory directory, DeviceFeed feed, IdentitySettings settings, Clock clock) {
        this.directory = directory;
        this.feed = feed;
        this.settings = settings;
        this.clock = clock;
        this.answeredAt = clock.instant();
    }

    void watch(@Observes StartupEvent started) {
        watching = Multi.createFrom()
                .ticks()
                .every(settings.changesEvery())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> look())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("Changes of devices are no longer noticed", failure));
    }

    /** Before the connections of this service are closed. */
    void end(@Observes ShutdownEvent stopping) {
        watching.cancel();
    }

    /** Never fails. */
    Uni<Void> look() {
        String since = point;
        Uni<Void> answer = since == null ? directory.now().invoke(this::begin).replaceWithVoid() : noticeAll();
        return answer.invoke(this::answered)
                .onFailure(Exception.class)
                .invoke(this::missed)
                .onFailure(Exception.class)
                .recoverWithNull();
    }

    private Uni<Void> noticeAll() {
        return Uni.createFrom()
                .deferred(() -> directory.changesSince(String.valueOf(point)))
                .invoke(this::noticed)
                .repeat()
                .whilst(Changes::more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** What was looked up before we know what changes is not watched. */
    private void begin(String now) {
        point = now;
        feed.forgetAll();
    }

    private void noticed(Changes changes) {
        point = changes.upTo();
        feed.noticed(changes.devices());
    }

    private void answered() {
        answeredAt = clock.instant();
        away = false;
    }

    private void missed(Throwable failure) {
        if (!away) {
            LOG.warnf("The device database does not answer; known devices go on: %s", failure.getMessage());
            away = true;
        }
        if (Duration.between(answeredAt, clock.instant()).compareTo(settings.rememberFor()) > 0) {
            feed.forgetAll();
        }
    }
}
