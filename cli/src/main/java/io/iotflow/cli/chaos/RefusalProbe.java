package io.iotflow.cli.chaos;

import io.iotflow.local.home.PortName;
import io.iotflow.simulator.platform.DeviceCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends single readings over HTTP beside the load, some a second, each whether or not the one before is answered, and
 * times the answers.
 */
final class RefusalProbe implements AutoCloseable {

    private static final int UNAVAILABLE = 503;
    private static final int REFUSED = 300;
    private static final long PAUSE_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int DIGITS = 3;
    private static final String TAKEN = "probes acknowledged";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;
    private final Histogram millis = new ConcurrentHistogram(PATIENCE.toMillis() * 2, DIGITS);
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();
    private final AtomicInteger withoutRetryAfter = new AtomicInteger();
    private final List<CompletableFuture<Void>> answers = new ArrayList<>();

    /** One for a device that sends nothing else. */
    static RefusalProbe of(LoadedStack loaded) throws IOException {
        return new RefusalProbe(
                loaded.stack().uri(PortName.TELEMETRY_INGEST, "/api/v1/devices/telemetry"), loaded.bystander());
    }

    private RefusalProbe(URI address, DeviceCredentials device) {
        this.request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-API-Key", device.apiKey())
                .POST(HttpRequest.BodyPublishers.ofString("{\"data\":{\"probe\":1}}"))
                .build();
    }

    /** Sends one that does not count and waits for its answer: what a new client costs is not the platform's. */
    void warmUp() {
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).join();
    }

    /** Sends one and pauses; does not wait for the answer. */
    void ask() throws InterruptedException {
        long sent = System.nanoTime();
        answers.add(
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).handle((answer, _) -> {
                    note(sent, answer);
                    return null;
                }));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }

    /**
     * @param answer null when there was none
     */
    private void note(long sent, @Nullable HttpResponse<Void> answer) {
        millis.recordValue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent));
        if (answer == null) {
            others.incrementAndGet();
        } else if (answer.statusCode() < REFUSED) {
            acknowledged.incrementAndGet();
        } else if (answer.statusCode() != UNAVAILABLE) {
            others.incrementAndGet();
        } else if (answer.headers().firstValue("Retry-After").isEmpty()) {
            withoutRetryAfter.incrementAndGet();
        }
    }

    /** Waits for the last answers; some may have been taken, and the rest was refused as it should be. */
    List<Finding> summary(long mostMillis) {
        return findings(mostMillis).stream()
                .map(finding -> finding.name().equals(TAKEN) ? Finding.of(TAKEN, finding.value(), "") : finding)
                .toList();
    }

    /** Waits for the last answers and sums up. */
    List<Finding> findings(long mostMillis) {
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        return List.of(
                Finding.of("probes", millis.getTotalCount(), ""),
                Finding.of("answered p50", millis.getValueAtPercentile(50), "ms"),
                Finding.of("p99", millis.getValueAtPercentile(99), "ms"),
                Finding.atMost(mostMillis, "max", millis.getMaxValue(), "ms"),
                Finding.none("without Retry-After", withoutRetryAfter.get()),
                Finding.none("neither 503 nor acknowledged", others.get()),
                Finding.none(TAKEN, acknowledged.get()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
