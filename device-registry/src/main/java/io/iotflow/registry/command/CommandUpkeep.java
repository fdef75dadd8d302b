package io.iotflow.registry.command;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * What is done to commands again and again: those that have expired are marked, old ones removed, and those that still
 * wait though they were announced are announced once more, in case the announcement was lost.
 */
@Singleton
class CommandUpkeep {

    private static final Logger LOG = Logger.getLogger(CommandUpkeep.class);

    /** A command that is younger has an announcement of its own under way. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final CommandUpkeepRepository repository;
    private final AnnounceCommands announcements;
    private final CommandSettings settings;
    private final Clock clock;

    CommandUpkeep(
            CommandUpkeepRepository repository, AnnounceCommands announcements, CommandSettings settings, Clock clock) {
        this.repository = repository;
        this.announcements = announcements;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            identity = "commands",
            every = "{iotflow.commands.upkeep-every}",
            delayed = "{iotflow.commands.upkeep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        Instant now = clock.instant();
        int most = settings.upkeepBatch();
        return repository
                .expire(now, most)
                .chain(() -> repository.removeFinished(now.minus(settings.keepFor()), most))
                .chain(() -> repository.waiting(now.minus(settings.announceAgainFor()), now.minus(FRESH), most))
                .chain(announcements::announce)
                .onFailure(Exception.class)
                .invoke(failure -> LOG.warnf("The upkeep of commands goes on later: %s", failure.getMessage()))
                .onFailure(Exception.class)
                .recoverWithNull();
    }
}
