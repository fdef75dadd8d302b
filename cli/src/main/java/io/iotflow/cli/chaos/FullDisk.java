package io.iotflow.cli.chaos;

import io.iotflow.cli.process.FileSizeLimit;
import io.iotflow.cli.process.JavaHeap;
import io.iotflow.cli.trial.TrialFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The store's disk is full: no file of its process can become longer. Nothing else on the machine notices, and nothing has
 * to be filled.
 *
 * @param length for how long
 */
record FullDisk(Duration length) implements Fault {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long MOST_MILLIS_OF_A_REFUSAL = 5000;
    private static final double MOST_MIB = 64;
    private static final double MOST_SECONDS_UNTIL_FULL_RATE = 60;
    private static final Duration SETTLED = Duration.ofSeconds(2);

    @Override
    public Optional<String> obstacle() {
        return FileSizeLimit.isPossible()
                ? Optional.empty()
                : Optional.of("this machine has no prlimit, with which the store's disk is made full");
    }

    @Override
    public List<Finding> strike(LoadedStack loaded, TrialFolder folder) throws IOException, InterruptedException {
        long ingest = loaded.awaitReady(LoadedStack.INGEST, 0, PATIENCE);
        double before = JavaHeap.liveMib(ingest);
        folder.beforeDeletion(() -> makeRoom(loaded));
        List<Finding> findings = new ArrayList<>();
        try (RefusalProbe probe = RefusalProbe.of(loaded)) {
            probe.warmUp();
            findings.addAll(whileFull(loaded, probe));
            double grown = JavaHeap.liveMib(ingest) - before;
            findings.add(Finding.atMost(MOST_MIB, "ingest's heap grew by", grown, "MiB"));
        } finally {
            makeRoom(loaded);
        }
        double back = loaded.awaitFullRate(PATIENCE);
        findings.add(Finding.fullRate(back, MOST_SECONDS_UNTIL_FULL_RATE));
        return findings;
    }

    /** A store that ends for want of room and is started again finds the disk as full as before. */
    private List<Finding> whileFull(LoadedStack loaded, RefusalProbe probe) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        fillUntil(begun + SETTLED.toNanos(), loaded, probe);
        long acknowledged = loaded.acknowledged();
        fillUntil(begun + length.toNanos(), loaded, probe);
        List<Finding> findings = new ArrayList<>(probe.summary(MOST_MILLIS_OF_A_REFUSAL));
        findings.add(Finding.of("acknowledged while full", loaded.acknowledged() - acknowledged, ""));
        return findings;
    }

    private static void fillUntil(long end, LoadedStack loaded, RefusalProbe probe)
            throws IOException, InterruptedException {
        while (System.nanoTime() - end < 0) {
            long store = loaded.stack().part(LoadedStack.STORE).pid();
            if (store != 0) {
                FileSizeLimit.set(store);
            }
            probe.ask();
        }
    }

    private static void makeRoom(LoadedStack loaded) {
        try {
            long store = loaded.stack().part(LoadedStack.STORE).pid();
            if (store != 0) {
                FileSizeLimit.lift(store);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The store still finds its disk full", failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
