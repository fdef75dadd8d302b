package io.iotflow.cli.chaos;

import io.iotflow.cli.trial.TrialFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The clocks of the five services jump together: an hour ahead and back, half an hour behind and back. Those of the store,
 * the database and the machine stay.
 *
 * @param length for how long all this goes on
 */
record JumpingClock(Duration length) implements Fault {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SETTING = "IOTFLOW_CLOCK_OFFSET_FILE";
    private static final List<Duration> OFFSETS =
            List.of(Duration.ofHours(1), Duration.ZERO, Duration.ofMinutes(-30), Duration.ZERO);

    @Override
    public Map<String, String> environment(TrialFolder folder) throws IOException {
        Path file = offsetFile(folder);
        move(file, Duration.ZERO);
        return Map.of(SETTING, file.toString());
    }

    @Override
    public List<Finding> strike(LoadedStack loaded, TrialFolder folder) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        double slowest = 0;
        for (Duration offset : OFFSETS) {
            move(offsetFile(folder), offset);
            slowest = Math.max(slowest, loaded.awaitFullRate(PATIENCE));
            TimeUnit.MILLISECONDS.sleep(length.toMillis() / OFFSETS.size());
        }
        findings.add(Finding.of("jumps", OFFSETS.size(), ""));
        findings.add(Finding.fullRate(slowest));
        return findings;
    }

    private static Path offsetFile(TrialFolder folder) {
        return folder.resolve("clock-offset");
    }

    /** In place: the services have the file mapped. */
    private static void move(Path file, Duration offset) throws IOException {
        byte[] bytes =
                ByteBuffer.allocate(Long.BYTES).putLong(offset.toMillis()).array();
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
