package io.iotflow.cli.chaos;

import io.iotflow.cli.process.ProcessSignal;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.local.infrastructure.IotdbCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One of three data nodes that have every reading is killed, and again whenever it is started, so that it is away.
 *
 * @param length for how long
 */
record LostDataNode(Duration length) implements Fault {

    private static final String NODE = "iotdb-2";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 100;

    @Override
    public Map<String, String> environment(TrialFolder folder) {
        return Map.of(IotdbCluster.VARIABLE, "3");
    }

    @Override
    public List<Finding> strike(LoadedStack loaded, TrialFolder folder) throws IOException, InterruptedException {
        loaded.awaitReady(NODE, 0, PATIENCE);
        long before = loaded.acknowledged();
        double silence = longestSilenceWithoutIt(loaded);
        Finding taken = Finding.of("acknowledged with two of three nodes", loaded.acknowledged() - before, "");
        double back = loaded.awaitFullRate(PATIENCE);
        loaded.awaitReady(NODE, 0, PATIENCE);
        return List.of(taken, Finding.of("longest without any", silence, "s"), Finding.fullRate(back));
    }

    private double longestSilenceWithoutIt(LoadedStack loaded) throws IOException, InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        long known = loaded.acknowledged();
        long heardAt = System.nanoTime();
        long longest = 0;
        while (System.nanoTime() - end < 0) {
            long pid = loaded.stack().part(NODE).pid();
            if (pid != 0) {
                ProcessSignal.KILL.send(pid);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            if (loaded.acknowledged() > known) {
                known = loaded.acknowledged();
                heardAt = System.nanoTime();
            }
            longest = Math.max(longest, System.nanoTime() - heardAt);
        }
        return longest / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
