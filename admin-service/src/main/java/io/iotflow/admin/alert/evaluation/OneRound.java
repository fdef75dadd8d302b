package io.iotflow.admin.alert.evaluation;

import io.iotflow.admin.alert.Finding;
import io.iotflow.admin.alert.FindingsJournal;
import io.iotflow.admin.alert.rule.AlertSettings;
import io.iotflow.admin.alert.rule.Rule;
import io.iotflow.admin.fleet.SqlWatchedFleet;
import io.iotflow.admin.fleet.WatchedDevice;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at all devices that a rule watches, page by page; then at those that it watches no more. */
@Singleton
class OneRound {

    /** The claim of a rule is renewed so many times before it would be abandoned. */
    private static final int KEPT_WITHIN = 4;

    private final SqlWatchedFleet fleet;
    private final ExamineDevices examine;
    private final FindingsJournal journal;
    private final AlertSettings settings;
    private final Clock clock;

    OneRound(
            SqlWatchedFleet fleet,
            ExamineDevices examine,
            FindingsJournal journal,
            AlertSettings settings,
            Clock clock) {
        this.fleet = fleet;
        this.examine = examine;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How far a round is. One stage uses it at a time.
     *
     * @param nextTouched the first of the devices to come that has an alert or of which the condition held
     * @param keptAtMillis when it was last seen, in milliseconds since 1970, that the rule is ours
     */
    private record Progress(AtomicLong nextTouched, AtomicLong keptAtMillis) {

        boolean isQuiet(Finding finding, List<WatchedDevice> page) {
            return finding.held().isEmpty() && nextTouched.get() > last(page);
        }
    }

    /** One page after the other; nothing is read ahead. */
    Uni<Void> run(Rule rule) {
        Progress progress = new Progress(new AtomicLong(), new AtomicLong(clock.millis()));
        return findTouched(rule, 0, progress)
                .chain(() -> watched(rule)
                        .onItem()
                        .transformToUniAndConcatenate(page -> look(rule, page, progress))
                        .collect()
                        .last())
                .chain(() -> left(rule));
    }

    private Multi<List<WatchedDevice>> watched(Rule rule) {
        return Multi.createBy()
                .repeating()
                .uni(
                        AtomicLong::new,
                        last -> fleet.after(rule.definition().scope(), last.get(), settings.page())
                                .invoke(page -> page.forEach(
                                        device -> last.set(device.id().value()))))
                .whilst(page -> page.size() == settings.page())
                .filter(page -> !page.isEmpty());
    }

    private Uni<Void> look(Rule rule, List<WatchedDevice> page, Progress progress) {
        return examine.examine(rule.definition().condition(), page, clock.instant())
                .chain(finding ->
                        progress.isQuiet(finding, page) ? keep(rule, progress) : write(rule, finding, page, progress));
    }

    private Uni<Void> write(Rule rule, Finding finding, List<WatchedDevice> page, Progress progress) {
        return journal.found(rule, finding)
                .invoke(() -> progress.keptAtMillis().set(clock.millis()))
                .chain(() -> findTouched(rule, last(page), progress));
    }

    /** A page of which nothing is to be written needs no transaction; the rule must only not seem abandoned. */
    private Uni<Void> keep(Rule rule, Progress progress) {
        long now = clock.millis();
        long stale = progress.keptAtMillis().get()
                + settings.abandonedAfter().dividedBy(KEPT_WITHIN).toMillis();
        return now < stale
                ? Uni.createFrom().voidItem()
                : journal.keep(rule).invoke(() -> progress.keptAtMillis().set(now));
    }

    private Uni<Void> findTouched(Rule rule, long after, Progress progress) {
        return journal.touched(rule, after, 1)
                .invoke(found -> progress.nextTouched().set(found.isEmpty() ? Long.MAX_VALUE : found.getFirst()))
                .replaceWithVoid();
    }

    private static long last(List<WatchedDevice> page) {
        return page.getLast().id().value();
    }

    private Uni<Void> left(Rule rule) {
        return touched(rule)
                .onItem()
                .transformToUniAndConcatenate(page -> leave(rule, page))
                .collect()
                .last();
    }

    private Multi<List<Long>> touched(Rule rule) {
        return Multi.createBy()
                .repeating()
                .uni(
                        AtomicLong::new,
                        last -> journal.touched(rule, last.get(), settings.page())
                                .invoke(page -> page.forEach(last::set)))
                .whilst(page -> page.size() == settings.page())
                .filter(page -> !page.isEmpty());
    }

    private Uni<Void> leave(Rule rule, List<Long> page) {
        return fleet.among(rule.definition().scope(), page)
                .map(watched -> page.stream()
                        .filter(device -> !watched.contains(device))
                        .toList())
                .chain(gone -> gone.isEmpty() ? Uni.createFrom().voidItem() : journal.left(rule, gone));
    }
}
