package io.iotflow.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.Reading;
import io.iotflow.query.live.StreamEvent.Ended;
import io.iotflow.query.live.StreamEvent.Heartbeat;
import io.iotflow.query.live.StreamEvent.Lost;
import io.iotflow.query.live.StreamEvent.Taken;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final int MOST = 3;

    private final HeldTimers timers = new HeldTimers();
    private final Mailbox mailbox = new Mailbox(MOST, Duration.ofSeconds(15), timers);

    /** Runs a timer when it is told to, and not by itself. */
    private static final class HeldTimers extends ScheduledThreadPoolExecutor {

        private Runnable last = () -> {};

        HeldTimers() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            last = task;
            return super.schedule((Callable<Integer>) () -> 0, 1, TimeUnit.DAYS);
        }

        /** As a timer that began to run just before it was cancelled. */
        void fire() {
            last.run();
        }
    }

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    @Test
    void breaksTheSilence() {
        UniAssertSubscriber<StreamEvent> reader = read();

        timers.fire();

        reader.assertCompleted().assertItem(new Heartbeat());
    }

    @Test
    void losesNothingWhenATimerFiresAsAnEventComes() {
        UniAssertSubscriber<StreamEvent> reader = read();
        mailbox.put(taken(1));
        timers.fire();
        reader.assertItem(taken(1));

        UniAssertSubscriber<StreamEvent> again = read();
        timers.fire();
        mailbox.put(taken(2));

        again.assertItem(new Heartbeat());
        read().assertItem(taken(2));
    }

    @Test
    void goesOnWithTheNewestAndSaysHowMuchWent() {
        for (int i = 0; i <= MOST; i++) {
            mailbox.put(taken(i));
        }

        read().assertItem(new Lost(MOST));
        read().assertItem(taken(MOST));
    }

    @Test
    void endsAlsoForAReaderWhoIsBehind() {
        mailbox.put(taken(0));
        mailbox.end("It is over.");
        for (int i = 1; i <= MOST + 1; i++) {
            mailbox.put(taken(i));
        }

        read().assertItem(taken(0));
        read().assertItem(new Ended("It is over."));
    }

    @Test
    void forgetsAReaderWhoWentAway() {
        read().cancel();

        mailbox.put(taken(1));

        assertThat(read().getItem()).isEqualTo(taken(1));
    }

    private UniAssertSubscriber<StreamEvent> read() {
        return mailbox.next().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static Taken taken(int value) {
        return new Taken(new Reading(new DeviceId(7), Instant.EPOCH, Map.of("t", new NumberValue(value)), Map.of()));
    }
}
