package io.iotflow.ingest.pipeline;

import static io.iotflow.ingest.pipeline.SmallPipeline.PATIENCE;
import static io.iotflow.ingest.pipeline.SmallPipeline.PROBE_EVERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.ReadingOutcome;
import io.iotflow.domain.ReadingOutcome.Overloaded;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.domain.ReadingOutcome.StoreUnavailable;
import io.iotflow.domain.ReadingOutcome.Stored;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** With a store that answers when the test says so. */
class GroupCommitTest {

    private static final List<ReadingOutcome> NOT_CONFIRMED = List.of(new StoreUnavailable(Duration.ofSeconds(1)));
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final MockClock clock = new MockClock();
    private final HeldStore store = new HeldStore();
    private final GroupCommit commits = commits(1);

    @Test
    void sendsALoneReadingAtOnce() {
        CompletableFuture<List<ReadingOutcome>> answer = write(1);

        assertThat(store.calls).hasSize(1);
        assertThat(answer).isNotDone();
        store.calls.getFirst().succeed();
        assertThat(answer).isCompletedWithValue(List.of(new Stored()));
    }

    @Test
    void collectsWhatComesWhileAllCallsAreUnderWay() {
        write(1);
        write(2);
        CompletableFuture<List<ReadingOutcome>> third = write(3);
        CompletableFuture<List<ReadingOutcome>> fourth = write(4);
        assertThat(store.calls).hasSize(2);

        store.calls.getFirst().succeed();

        assertThat(store.calls).hasSize(3);
        assertThat(store.calls.get(2).readings()).containsExactly(reading(3), reading(4));
        store.calls.get(2).succeed();
        assertThat(third).isCompleted();
        assertThat(fourth).isCompleted();
    }

    @Test
    void beginsAnotherCallBesideOneWhenEnoughWait() {
        GroupCommit patient = commits(3);
        write(patient, 1);
        write(patient, 2);
        write(patient, 3);
        assertThat(store.calls).hasSize(1);

        write(patient, 4);

        assertThat(store.calls).hasSize(2);
        assertThat(store.calls.get(1).readings()).containsExactly(reading(2), reading(3), reading(4));
    }

    @Test
    void takesWhatWaitsWhenACallEndsHoweverLittleThatIs() {
        GroupCommit patient = commits(3);
        write(patient, 1);
        write(patient, 2);

        store.calls.getFirst().succeed();

        assertThat(store.calls.get(1).readings()).containsExactly(reading(2));
        store.calls.get(1).succeed();
        write(patient, 3);
        assertThat(store.calls).hasSize(3);
    }

    @Test
    void doesNotWaitForASlowCall() {
        GroupCommit patient = commits(3);
        write(patient, 1);
        write(patient, 2);
        clock.add(Duration.ofMillis(51));
        assertThat(store.calls).hasSize(1);

        patient.giveUpOverdue();

        assertThat(store.calls.get(1).readings()).containsExactly(reading(2));
    }

    @Test
    void boundsABatch() {
        write(1);
        write(2);
        for (int value = 3; value <= 8; value++) {
            write(value);
        }

        store.calls.getFirst().succeed();
        store.calls.get(1).succeed();

        assertThat(store.calls.get(2).readings()).hasSize(4);
        assertThat(store.calls.get(3).readings()).hasSize(2);
    }

    @Test
    void refusesWhatIsTooMuchAndTakesAgainWhatFits() {
        for (int value = 1; value <= 10; value++) {
            write(value);
        }

        CompletableFuture<List<ReadingOutcome>> tooMuch = write(11);

        assertThat(tooMuch).isCompletedWithValue(List.of(new Overloaded(Duration.ofSeconds(1))));
        store.calls.getFirst().succeed();
        assertThat(write(12)).isNotDone();
    }

    @Test
    void givesEachItsOwnOutcome() {
        write(1);
        write(2);
        CompletableFuture<List<ReadingOutcome>> good = write(3);
        CompletableFuture<List<ReadingOutcome>> bad = write(4);
        store.calls.getFirst().succeed();
        ReadingOutcome refused = new Refused("bad", "because");

        store.calls.get(2).answer(List.of(new Stored(), refused));

        assertThat(good).isCompletedWithValue(List.of(new Stored()));
        assertThat(bad).isCompletedWithValue(List.of(refused));
    }

    @Test
    void acknowledgesNothingThatFailedAndGoesOn() {
        CompletableFuture<List<ReadingOutcome>> failed = write(1);

        store.calls.getFirst().fail();

        assertThat(failed).isCompletedWithValue(NOT_CONFIRMED);
        clock.add(PROBE_EVERY);
        CompletableFuture<List<ReadingOutcome>> next = write(2);
        store.calls.get(1).succeed();
        assertThat(next).isCompletedWithValue(List.of(new Stored()));
    }

    @Test
    void turnsReadingsAwayAtOnceWhileTheStoreIsAwayButForAProbe() {
        write(1);
        store.calls.getFirst().fail();

        CompletableFuture<List<ReadingOutcome>> turnedAway = write(2);
        clock.add(PROBE_EVERY);
        CompletableFuture<List<ReadingOutcome>> probe = write(3);
        CompletableFuture<List<ReadingOutcome>> beside = write(4);

        assertThat(turnedAway).isCompletedWithValue(NOT_CONFIRMED);
        assertThat(probe).isNotDone();
        assertThat(beside).isCompletedWithValue(NOT_CONFIRMED);
        store.calls.get(1).succeed();
        assertThat(probe).isCompletedWithValue(List.of(new Stored()));
        assertThat(write(5)).isNotDone();
    }

    @Test
    void answersWhoeverWaitsForASilentStoreWhenItsPatienceEnds() {
        CompletableFuture<List<ReadingOutcome>> underWay = write(1);
        write(2);
        CompletableFuture<List<ReadingOutcome>> waiting = write(3);

        clock.add(PATIENCE);
        commits.giveUpOverdue();
        assertThat(underWay).isNotDone();
        clock.add(Duration.ofMillis(1));
        commits.giveUpOverdue();

        assertThat(underWay).isCompletedWithValue(NOT_CONFIRMED);
        assertThat(waiting).isCompletedWithValue(NOT_CONFIRMED);
        assertThat(write(4)).isCompletedWithValue(NOT_CONFIRMED);
    }

    @Test
    void countsTheTimeBeforeTheCallTowardsTheirPatience() {
        write(1);
        write(2);
        CompletableFuture<List<ReadingOutcome>> queued = write(3);
        clock.add(PATIENCE);
        store.calls.getFirst().succeed();
        assertThat(store.calls).hasSize(3);

        clock.add(Duration.ofMillis(1));
        commits.giveUpOverdue();

        assertThat(queued).isCompletedWithValue(NOT_CONFIRMED);
    }

    @Test
    void opensAgainWhenAnOverdueCallIsAnsweredAfterAll() {
        write(1);
        clock.add(PATIENCE.plusMillis(1));
        commits.giveUpOverdue();

        store.calls.getFirst().succeed();

        CompletableFuture<List<ReadingOutcome>> next = write(2);
        store.calls.get(1).succeed();
        assertThat(next).isCompletedWithValue(List.of(new Stored()));
    }

    @Test
    void holdsNothingOfWhatItGaveUp() {
        for (int value = 1; value <= 10; value++) {
            write(value);
        }
        clock.add(PATIENCE.plusMillis(1));
        commits.giveUpOverdue();
        store.calls.getFirst().succeed();

        for (int value = 11; value <= 20; value++) {
            assertThat(write(value)).isNotDone();
        }
    }

    @Test
    void tellsWhenNobodyLooksAfterThoseThatWait() {
        assertThat(commits.isLookedAfter(Duration.ofSeconds(15))).isTrue();

        clock.add(Duration.ofSeconds(15));

        assertThat(commits.isLookedAfter(Duration.ofSeconds(15))).isFalse();
    }

    private GroupCommit commits(int worthAnotherCall) {
        return new GroupCommit(
                store,
                new SmallPipeline(worthAnotherCall),
                new PipelineMetrics(new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock)));
    }

    private CompletableFuture<List<ReadingOutcome>> write(int value) {
        return write(commits, value);
    }

    private static CompletableFuture<List<ReadingOutcome>> write(GroupCommit commits, int value) {
        return commits.write(List.of(reading(value))).subscribeAsCompletionStage();
    }

    private static Reading reading(int value) {
        return new Reading(new DeviceId(1), TIME, Map.of("value", new NumberValue(value)), Map.of());
    }
}
