package io.iotflow.cli.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.domain.TimestampParser;
import io.iotflow.local.home.PortName;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The clock of IoTDB, the services and the launcher jumps two hours ahead, then back to an hour ago, then to the right
 * time. The load keeps the right time. By libfaketime, which has to be installed.
 *
 * @param length of all jumps together
 * @param clock the right time
 */
record ClockJump(Duration length, Clock clock) implements Fault {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/faketime/libfaketimeMT.so.1"));
    private static final List<Duration> OFFSETS = List.of(Duration.ofHours(2), Duration.ofHours(-1), Duration.ZERO);
    private static final long TOLERANCE_SECONDS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public Map<String, String> prepare(TrialFolder folder) throws IOException {
        Path library = LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IOException("clock-jump needs libfaketime, which is not installed."));
        Path offset = folder.resolve("clock-offset");
        Files.writeString(offset, "+0\n");
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                // Time-outs and pauses are no matter of the wall clock.
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_ONLY_CMDS", "java",
                "NO_FAKE_STAT", "1");
    }

    @Override
    public List<Finding> strike(LoadedStack loaded, TrialFolder folder) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        long notTaken = 0;
        for (Duration offset : OFFSETS) {
            move(folder.resolve("clock-offset"), offset);
            TimeUnit.MILLISECONDS.sleep(length.toMillis() / OFFSETS.size());
            Duration seen = offsetOfIngest(loaded);
            notTaken += seen.minus(offset).abs().toSeconds() > TOLERANCE_SECONDS ? 1 : 0;
            findings.add(Finding.of("ingest's clock off by", seen.toSeconds(), "s"));
        }
        findings.add(Finding.none("jumps that did not happen", notTaken));
        findings.add(Finding.atMost(30, Finding.FULL_RATE, loaded.awaitFullRate(PATIENCE), "s"));
        return findings;
    }

    private static void move(Path file, Duration offset) throws IOException {
        Files.writeString(file, (offset.isNegative() ? "" : "+") + offset.toSeconds() + "\n");
    }

    /** By the time that a reading without one gets. */
    private Duration offsetOfIngest(LoadedStack loaded) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        loaded.stack().uri(PortName.TELEMETRY_INGEST, "/api/v1/devices/telemetry"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-API-Key", loaded.bystander().apiKey())
                .POST(HttpRequest.BodyPublishers.ofString("{\"data\":{\"probe\":1}}"))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            String answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            String time = new ObjectMapper().readTree(answer).path("timestamp").asText();
            Instant now = clock.instant();
            Instant theirs = TimestampParser.parse(time)
                    .orElseThrow(() -> new IOException("A reading was answered without a time: " + answer));
            return Duration.between(now, theirs);
        }
    }
}
