package io.iotflow.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

    private static final String SERVICE = "telemetry-ingest";
    private static final String READING = "{\"data\":{\"temperature\":21.5}}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger requests = new AtomicInteger();
    private ServerSocket service;
    private Gateway gateway;
    private int port;

    @BeforeEach
    void aGatewayBeforeAService() throws IOException {
        service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        gateway = new Gateway(port, Map.of(SERVICE, service.getLocalPort()));
        gateway.start();
    }

    @AfterEach
    void end() throws IOException {
        gateway.stop();
        service.close();
        http.shutdownNow();
    }

    @Test
    void aServiceThatIsAwayIsUnavailable() throws Exception {
        service.close();

        isToldToComeAgain(send());
    }

    @Test
    void aReadingWhoseAnswerIsLostIsSentOnce() throws Exception {
        Thread.ofVirtual().start(this::closeInsteadOfAnswering);

        isToldToComeAgain(send());

        assertThat(requests).hasValue(1);
    }

    @Test
    void moreRequestsThanConnectionsOfAnEarlierGatewayAreUnderWayAtOnce() {
        Thread.ofVirtual().start(this::neverAnswer);

        for (int request = 0; request < 200; request++) {
            CompletableFuture<?> _ = http.sendAsync(request(), HttpResponse.BodyHandlers.ofString());
        }

        await().until(() -> requests.get() == 200);
    }

    private static void isToldToComeAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("service-unavailable");
    }

    private HttpResponse<String> send() throws IOException, InterruptedException {
        return http.send(request(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/telemetry"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(READING))
                .build();
    }

    private void closeInsteadOfAnswering() {
        try {
            while (true) {
                try (Socket connection = service.accept()) {
                    take(connection);
                }
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private void neverAnswer() {
        try {
            while (true) {
                Socket connection = service.accept();
                Thread.ofVirtual().start(() -> take(connection));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    /** Reads one request. */
    private void take(Socket connection) {
        try {
            InputStream in = connection.getInputStream();
            StringBuilder received = new StringBuilder();
            while (!received.toString().endsWith(READING)) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                received.append((char) next);
            }
            requests.incrementAndGet();
        } catch (IOException _) {
            // The gateway has ended.
        }
    }
}
