package io.iotflow.admin.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands in for telemetry-query, for the audit of device-registry and for a receiver of webhooks. What it answers is put under
 * {@code /values} and {@code /hook/answers}; what it was told is read under {@code /audit}, {@code /logins} and {@code /hook/told}.
 */
final class StandIn {

    static final String SECRET = "the secret of the services";

    /** The token that whom a provider let in gets; AlertsOnRealParts put it into the database. */
    static final String PERSON = "iotflow_personPERSONpersonPERSONpersonPERSON0123";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private JsonNode values = JSON.createObjectNode();
    private JsonNode answers = JSON.createArrayNode();
    private boolean auditAnswers = true;
    private final ArrayNode audit = JSON.createArrayNode();
    private final ArrayNode told = JSON.createArrayNode();
    private final ArrayNode logins = JSON.createArrayNode();
    private Optional<HttpServer> server = Optional.empty();

    /** Answers the port. */
    int start() throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        started.start();
        server = Optional.of(started);
        return started.getAddress().getPort();
    }

    void stop() {
        server.ifPresent(running -> running.stop(0));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestURI().getPath()) {
            case "/internal/telemetry/fleet/newest" -> send(exchange, ours(exchange, newest(JSON.readTree(body))));
            case "/internal/audit/changes" -> {
                if (auditAnswers) {
                    audit.add(JSON.readTree(body));
                }
                send(exchange, auditAnswers ? 204 : 503, JSON.createObjectNode());
            }
            case "/values" -> {
                values = JSON.readTree(body);
                send(exchange, OK, values);
            }
            case "/audit" -> send(exchange, OK, audit);
            case "/audit/silent" -> {
                auditAnswers = !exchange.getRequestMethod().equals("PUT");
                send(exchange, OK, audit);
            }
            case "/hook/answers" -> {
                answers = JSON.readTree(body);
                send(exchange, OK, answers);
            }
            case "/hook/told" -> send(exchange, OK, told);
            default -> logins(exchange, body);
        }
    }

    private void logins(HttpExchange exchange, byte[] body) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/internal/operator-logins" -> {
                logins.add(JSON.readTree(body));
                send(exchange, ours(exchange, JSON.createObjectNode().put("token", PERSON)));
            }
            case "/internal/operator-logins/end" -> {
                logins.add(JSON.createObjectNode()
                        .put("ends", exchange.getRequestHeaders().getFirst("Authorization")));
                send(exchange, auditAnswers ? OK : 503, JSON.createObjectNode());
            }
            case "/logins" -> send(exchange, OK, logins);
            default -> hook(exchange, new String(body, StandardCharsets.UTF_8));
        }
    }

    private static Map.Entry<Integer, JsonNode> ours(HttpExchange exchange, JsonNode answer) {
        boolean ours = SECRET.equals(exchange.getRequestHeaders().getFirst("X-Service-Secret"));
        return Map.entry(ours ? OK : 403, answer);
    }

    /** The values that were put, of the devices that are asked about; each of this moment. */
    private JsonNode newest(JsonNode question) {
        ObjectNode devices = JSON.createObjectNode();
        question.path("device_ids").forEach(id -> {
            if (values.has(id.asText())) {
                devices.set(
                        id.asText(),
                        JSON.createObjectNode()
                                .put("timestamp", "2026-01-02T03:04:05.678Z")
                                .set("value", values.get(id.asText())));
            }
        });
        return JSON.createObjectNode().set("devices", devices);
    }

    /** Answers with the next status that was put; with 200 after the last. */
    private void hook(HttpExchange exchange, String body) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("X-IoTFlow-Signature", "X-IoTFlow-Timestamp", "X-IoTFlow-Delivery")) {
            headers.put(name, String.valueOf(exchange.getRequestHeaders().getFirst(name)));
        }
        int status = answers.isEmpty() ? OK : ((ArrayNode) answers).remove(0).asInt();
        told.add(JSON.createObjectNode()
                .put("path", exchange.getRequestURI().getPath())
                .put("status", status)
                .put("body", body)
                .put("signature", headers.get("X-IoTFlow-Signature"))
                .put("timestamp", headers.get("X-IoTFlow-Timestamp"))
                .put("delivery", headers.get("X-IoTFlow-Delivery")));
        send(exchange, status, JSON.createObjectNode());
    }

    private static void send(HttpExchange exchange, Map.Entry<Integer, JsonNode> answer) throws IOException {
        send(exchange, answer.getKey(), answer.getValue());
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (status == 204) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
