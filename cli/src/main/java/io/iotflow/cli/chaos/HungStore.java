package io.iotflow.cli.chaos;

import io.iotflow.cli.process.JavaHeap;
import io.iotflow.cli.process.ProcessSignal;
import io.iotflow.cli.trial.TrialFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The store is held with its connections open: the worst way in which it can be away.
 *
 * @param length for how long
 */
record HungStore(Duration length) implements Fault {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long MOST_MILLIS_OF_A_REFUSAL = 2000;
    private static final double MOST_MIB = 64;
    private static final Duration SETTLED = Duration.ofSeconds(1);

    @Override
    public List<Finding> strike(LoadedStack loaded, TrialFolder folder) throws IOException, InterruptedException {
        long ingest = loaded.awaitReady(LoadedStack.INGEST, 0, PATIENCE);
        long store = loaded.awaitReady(LoadedStack.STORE, 0, PATIENCE);
        List<Finding> findings = new ArrayList<>();
        double before = JavaHeap.liveMib(ingest);
        folder.beforeDeletion(() -> letGoOn(store));
        try (RefusalProbe probe = RefusalProbe.of(loaded)) {
            probe.warmUp();
            ProcessSignal.STOP.send(store);
            findings.addAll(whileHung(loaded, probe));
            double grown = JavaHeap.liveMib(ingest) - before;
            findings.add(Finding.atMost(MOST_MIB, "ingest's heap grew by", grown, "MiB"));
        } finally {
            letGoOn(store);
        }
        double back = loaded.awaitFullRate(PATIENCE);
        findings.add(Finding.fullRate(back));
        return findings;
    }

    private static void letGoOn(long store) {
        try {
            ProcessSignal.CONT.send(store);
        } catch (IOException failure) {
            throw new UncheckedIOException("The store is still held; its process is " + store, failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Finding> whileHung(LoadedStack loaded, RefusalProbe probe) throws InterruptedException {
        long begun = System.nanoTime();
        // What was answered before the store stopped may still be on its way.
        askUntil(begun + SETTLED.toNanos(), probe);
        long acknowledged = loaded.acknowledged();
        askUntil(begun + length.toNanos(), probe);
        List<Finding> findings = new ArrayList<>(probe.findings(MOST_MILLIS_OF_A_REFUSAL));
        findings.add(Finding.none("acknowledged while hung", loaded.acknowledged() - acknowledged));
        return findings;
    }

    private static void askUntil(long end, RefusalProbe probe) throws InterruptedException {
        while (System.nanoTime() - end < 0) {
            probe.ask();
        }
    }
}
