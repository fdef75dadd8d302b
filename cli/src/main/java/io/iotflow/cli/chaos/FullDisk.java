package io.iotflow.cli.chaos;

import io.iotflow.cli.process.Tool;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.local.home.PortName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The store lives on a small file system in memory, which is filled to its last byte and later emptied again. Mounting it
 * takes the rights of root.
 *
 * @param length how long the disk stays full
 */
record FullDisk(Duration length) implements Fault {

    private static final String SIZE = "size=400m";
    private static final int BLOCK = 1 << 16;
    private static final int SMALLEST_BLOCK = 1 << 9;
    private static final long MOST_MILLIS_OF_A_REFUSAL = 5000;
    private static final Duration SETTLED = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public Map<String, String> prepare(TrialFolder folder) throws IOException, InterruptedException {
        Path disk = Files.createDirectories(disk(folder));
        Tool.Result mounted = Tool.run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", disk.toString());
        if (!mounted.succeeded()) {
            throw new IOException(
                    "disk-full needs a small file system of its own, and mounting one takes the rights of root: "
                            + mounted.output());
        }
        folder.beforeDeletion(() -> unmount(disk));
        return Map.of();
    }

    private static Path disk(TrialFolder folder) {
        return folder.resolve("stack").resolve("data").resolve("iotdb");
    }

    private static void unmount(Path disk) {
        try {
            Tool.run("umount", "--lazy", disk.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException("The file system at " + disk + " is still there", failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Finding> strike(LoadedStack loaded, TrialFolder folder) throws IOException, InterruptedException {
        Path filler = disk(folder).resolve("filler");
        List<Finding> findings = new ArrayList<>();
        try (RefusalProbe probe = new RefusalProbe(
                loaded.stack().uri(PortName.TELEMETRY_INGEST, "/api/v1/devices/telemetry"), loaded.bystander())) {
            probe.warmUp();
            long end = System.nanoTime() + length.toNanos();
            Thread filling = Thread.ofVirtual().start(() -> keepFull(filler, end));
            askUntil(System.nanoTime() + SETTLED.toNanos(), probe);
            long acknowledged = loaded.acknowledged();
            askUntil(end, probe);
            filling.join();
            findings.add(Finding.of("taken while full", loaded.acknowledged() - acknowledged, "readings"));
            findings.addAll(probe.summary(MOST_MILLIS_OF_A_REFUSAL));
        } finally {
            Files.deleteIfExists(filler);
        }
        loaded.awaitReady(LoadedStack.STORE, 0, PATIENCE);
        findings.add(Finding.atMost(60, Finding.FULL_RATE, loaded.awaitFullRate(PATIENCE), "s"));
        return findings;
    }

    private static void askUntil(long end, RefusalProbe probe) throws InterruptedException {
        while (System.nanoTime() - end < 0) {
            probe.ask();
        }
    }

    /** What the store gives back meanwhile is taken from it again. */
    private static void keepFull(Path filler, long end) {
        int block = BLOCK;
        while (System.nanoTime() - end < 0) {
            try (OutputStream target =
                    Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                target.write(new byte[block]);
            } catch (IOException _) {
                block = block > SMALLEST_BLOCK ? block / 2 : BLOCK;
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
