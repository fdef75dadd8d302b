package io.iotflow.cli.chaos;

import io.iotflow.cli.process.ProcessSignal;
import io.iotflow.cli.trial.TrialFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code kill -9} of a part, every ten seconds; where it takes nearly as long to come back, when it has been back for a while.
 *
 * @param part as {@code iotflow status} calls it
 * @param length how long this goes on
 */
record RepeatedKills(String part, Duration length) implements Fault {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long BACK_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public List<Finding> strike(LoadedStack loaded, TrialFolder folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        long killed = 0;
        long next = loaded.awaitReady(part, killed, PATIENCE);
        int kills = 0;
        long due = System.nanoTime() + EVERY_NANOS;
        do {
            TimeUnit.NANOSECONDS.sleep(Math.max(BACK_NANOS, due - System.nanoTime()));
            due = System.nanoTime() + EVERY_NANOS;
            killed = next;
            if (!ProcessSignal.KILL.send(killed)) {
                throw new IOException(part + " ended by itself.");
            }
            kills++;
            next = loaded.awaitReady(part, killed, PATIENCE);
        } while (System.nanoTime() - end < 0);
        double back = loaded.awaitFullRate(PATIENCE);
        return List.of(Finding.of("kills", kills, ""), Finding.fullRate(back));
    }
}
