package io.iotflow.cli.chaos;

import io.iotflow.cli.trial.TrialStack;
import io.iotflow.local.home.PortName;
import io.iotflow.simulator.platform.DeviceCredentials;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Asks every service something through the gateway, as clients do, and keeps count of what they were told. */
final class GatewayProbe implements AutoCloseable {

    private static final int UNAVAILABLE = 503;
    private static final int REFUSED = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<HttpRequest> requests;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong toldToComeAgain = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Map<String, AtomicInteger> failures = new TreeMap<>();
    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();

    private GatewayProbe(List<HttpRequest> requests) {
        this.requests = requests;
    }

    /** One for a device that sends nothing else, and an operator. */
    static GatewayProbe of(TrialStack stack, DeviceCredentials device) throws IOException {
        String key = device.apiKey();
        String operator = "admin " + stack.adminToken();
        return new GatewayProbe(List.of(
                request(stack, "/api/v1/devices/telemetry", "X-API-Key", key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"data\":{\"probe\":1}}"))
                        .build(),
                request(stack, "/api/v1/devices/status", "X-API-Key", key).build(),
                request(stack, "/api/v1/devices/telemetry?limit=1", "X-API-Key", key)
                        .build(),
                request(stack, "/api/v1/admin/devices?per_page=1", "Authorization", operator)
                        .build(),
                request(stack, "/api/v1/simulator/profiles", "Authorization", operator)
                        .build()));
    }

    private static HttpRequest.Builder request(TrialStack stack, String path, String name, String value)
            throws IOException {
        return HttpRequest.newBuilder(stack.uri(PortName.GATEWAY, path))
                .timeout(PATIENCE)
                .header(name, value);
    }

    /** Asks each service once and does not wait for the answers. */
    void ask() {
        for (HttpRequest request : requests) {
            underWay.add(http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .handle((answer, failure) -> {
                        note(request, answer, failure);
                        return null;
                    }));
        }
    }

    /**
     * @param answer null when there was none
     * @param failure why there was none
     */
    private void note(HttpRequest request, @Nullable HttpResponse<Void> answer, @Nullable Throwable failure) {
        boolean isTold = answer != null
                && answer.statusCode() == UNAVAILABLE
                && answer.headers().firstValue("Retry-After").isPresent();
        if (answer != null && answer.statusCode() < REFUSED) {
            answered.incrementAndGet();
        } else if (isTold) {
            toldToComeAgain.incrementAndGet();
        } else {
            failed.incrementAndGet();
            String which = request.method() + " " + request.uri().getPath() + ": "
                    + (answer == null ? why(failure) : Integer.toString(answer.statusCode()));
            synchronized (failures) {
                failures.computeIfAbsent(which, _ -> new AtomicInteger()).incrementAndGet();
            }
        }
    }

    private static String why(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof HttpTimeoutException ? "no answer in time" : "the connection broke";
    }

    /** Waits for the last answers and sums up; names requests that failed. */
    List<Finding> findings() {
        CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).join();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.of("requests answered", answered.get(), ""));
        findings.add(Finding.of("told to come again (503 with Retry-After)", toldToComeAgain.get(), ""));
        findings.add(Finding.none("otherwise failed", failed.get()));
        failures.forEach((which, count) -> findings.add(Finding.of(which, count.get(), "")));
        return findings;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
