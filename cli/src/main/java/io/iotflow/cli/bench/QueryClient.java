package io.iotflow.cli.bench;

import io.iotflow.local.home.PortName;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks telemetry-query itself, without the gateway, as an operator. */
final class QueryClient {

    private static final int OK = 200;
    private static final String AUTHORIZATION = "Authorization";

    private final Bench bench;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    QueryClient(Bench bench) throws IOException {
        this.bench = bench;
        this.token = bench.stack().adminToken();
    }

    /**
     * The bytes of an answer, asked for by the calling thread itself over a connection that is kept, as the store's own
     * client does it: no other thread has to be woken in between.
     */
    byte[] ask(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestProperty(AUTHORIZATION, "Bearer " + token);
        if (connection.getResponseCode() != OK) {
            throw new IOException("telemetry-query answered " + connection.getResponseCode());
        }
        try (InputStream answer = connection.getInputStream()) {
            return answer.readAllBytes();
        }
    }

    /** An answer as it comes. */
    InputStream read(URI address) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(request(address), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != OK) {
            throw new IOException("telemetry-query answered " + answer.statusCode());
        }
        return answer.body();
    }

    URI address(String path) throws IOException {
        return bench.stack().uri(PortName.TELEMETRY_QUERY, "/api/v1/telemetry/" + path);
    }

    private HttpRequest request(URI address) {
        return HttpRequest.newBuilder(address)
                .header(AUTHORIZATION, "Bearer " + token)
                .build();
    }
}
