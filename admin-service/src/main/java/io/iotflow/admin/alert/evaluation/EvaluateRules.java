package io.iotflow.admin.alert.evaluation;

import io.iotflow.admin.alert.rule.AlertSettings;
import io.iotflow.admin.alert.rule.Rule;
import io.iotflow.admin.alert.rule.RuleRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Evaluates rule after rule that is due, one at a time, so that one question is at the store at most for each replica. A rule
 * is one replica's for as long as its round lasts. Rounds over a large fleet become rarer, and do not take more than their
 * share of the time.
 */
@Singleton
class EvaluateRules {

    private static final Logger LOG = Logger.getLogger(EvaluateRules.class);
    private static final int LONGEST_PROBLEM = 200;
    private static final double SMALLEST_SHARE = 0.001;

    private final RuleRepository rules;
    private final OneRound rounds;
    private final AlertSettings settings;
    private final MeterRegistry metrics;
    private final Clock clock;

    EvaluateRules(RuleRepository rules, OneRound rounds, AlertSettings settings, MeterRegistry metrics, Clock clock) {
        this.rules = rules;
        this.rounds = rounds;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(
            identity = "alert-rules",
            every = "{iotflow.alerts.look-every}",
            delayed = "{iotflow.alerts.look-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return Uni.createFrom()
                .deferred(this::evaluateOne)
                .repeat()
                .until(Boolean.FALSE::equals)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("Rules of alerts are evaluated later: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .recoverWithNull();
    }

    /** Whether there was one. */
    private Uni<Boolean> evaluateOne() {
        Instant begin = clock.instant();
        return rules.claim(begin)
                .chain(found -> found.map(rule -> evaluate(rule, begin).replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Void> evaluate(Rule rule, Instant begin) {
        return rounds.run(rule)
                .map(_ -> Optional.<String>empty())
                .onFailure(Throwable.class)
                .recoverWithItem(failure -> Optional.of(problem(rule, failure)))
                .chain(problem -> ended(rule, begin, problem));
    }

    private Uni<Void> ended(Rule rule, Instant begin, Optional<String> problem) {
        Instant now = clock.instant();
        metrics.counter("iotflow.alerts.rounds", "outcome", problem.isEmpty() ? "complete" : "failed")
                .increment();
        Duration took = Duration.between(begin, now);
        metrics.timer("iotflow.alerts.round").record(took);
        // What a round took that broke off says nothing of the next one.
        Uni<Duration> pause = problem.isEmpty() ? pause(took) : Uni.createFrom().item(settings.every());
        return pause.chain(next -> rules.release(rule.id(), now, begin.plus(next), problem));
    }

    /** From the beginning of a round to that of the next one: so long that the rounds of all rules take no more than their share. */
    private Uni<Duration> pause(Duration took) {
        double ownShare = took.toMillis() / Math.max(SMALLEST_SHARE, settings.share());
        return rules.countEnabled().map(count -> {
            long needed = (long) (ownShare * Math.max(1, count));
            long bounded = Math.min(needed, settings.longestPause().toMillis());
            return Duration.ofMillis(Math.max(bounded, settings.every().toMillis()));
        });
    }

    private static String problem(Rule rule, Throwable failure) {
        String words = String.valueOf(failure.getMessage());
        LOG.warnf("Rule %d was not evaluated: %s", rule.id(), words);
        return words.length() > LONGEST_PROBLEM ? words.substring(0, LONGEST_PROBLEM) : words;
    }
}
