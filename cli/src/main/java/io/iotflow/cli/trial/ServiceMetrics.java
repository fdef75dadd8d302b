package io.iotflow.cli.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The metrics of a service at a moment, in the text format of Prometheus. */
public record ServiceMetrics(String text) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Asks a service. Blocks. */
    public static ServiceMetrics of(URI address) throws IOException, InterruptedException {
        // HTTP/1.1: after an upgrade to HTTP/2 the rest of a long answer may never come, and no time-out covers that.
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            return new ServiceMetrics(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    /** The sum of all samples whose line begins so; 0 when there is none. */
    public double sum(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
