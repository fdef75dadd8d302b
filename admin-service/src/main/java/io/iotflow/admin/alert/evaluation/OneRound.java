package io.iotflow.admin.alert.evaluation;

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

    /** One page after the other; nothing is read ahead. */
    Uni<Void> run(Rule rule) {
        return watched(rule)
                .onItem()
                .transformToUniAndConcatenate(page -> look(rule, page))
                .collect()
                .last()
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

    private Uni<Void> look(Rule rule, List<WatchedDevice> page) {
        return examine.examine(rule.definition().condition(), page, clock.instant())
                .chain(finding -> journal.found(rule, finding));
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
