package io.iotflow.cli.chaos;

import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.local.stack.Services;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Every service is told to end, as an upgrade does, and started again, one after the other. */
record RollingRestart() implements Fault {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long ASK_EVERY_MILLIS = 100;
    private static final int BETWEEN_SECONDS = 2;

    @Override
    public List<Finding> strike(LoadedStack loaded, TrialFolder folder) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try (GatewayProbe probe = GatewayProbe.of(loaded.stack(), loaded.bystander());
                ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor()) {
            asking.scheduleAtFixedRate(probe::ask, 0, ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            for (String service : Services.NAMES) {
                TimeUnit.SECONDS.sleep(BETWEEN_SECONDS);
                findings.add(Finding.of(service + " away for", restart(service, loaded), "s"));
            }
            TimeUnit.SECONDS.sleep(BETWEEN_SECONDS);
            asking.shutdown();
            if (!asking.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("The requests did not end.");
            }
            findings.addAll(probe.findings());
        }
        double back = loaded.awaitFullRate(PATIENCE);
        findings.add(Finding.fullRate(back));
        return findings;
    }

    private static double restart(String service, LoadedStack loaded) throws IOException, InterruptedException {
        long before = loaded.awaitReady(service, 0, PATIENCE);
        long begun = System.nanoTime();
        if (!ProcessHandle.of(before).map(ProcessHandle::destroy).orElse(false)) {
            throw new IOException(service + " ended by itself.");
        }
        loaded.awaitReady(service, before, PATIENCE);
        return (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
