package io.iotflow.admin.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Speaks HTTP to the service under test and to its stand-ins. */
final class AdminClient {

    static final String ADMIN = "abc";
    static final String OPERATOR = "iotflow_operatorOPERATORoperatorOPERATOR01234567";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALERTS = "/api/v1/admin/alerts";

    private final HttpClient http = HttpClient.newHttpClient();

    /** What was answered. */
    record Answer(int status, JsonNode body) {}

    Answer get(String path) throws IOException, InterruptedException {
        return send(ADMIN, "GET", path, "");
    }

    /** As an operator with this token, to a path below that of alerts. */
    Answer send(String token, String method, String path, String body) throws IOException, InterruptedException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        return call(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + ALERTS + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    /** A new rule; answers its document. */
    JsonNode rule(String members) throws IOException, InterruptedException {
        Answer answer = send(ADMIN, "POST", "/rules", "{" + members + "}");
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.body();
    }

    /** The alerts of a rule, the newest first. */
    List<JsonNode> alerts(JsonNode rule) throws IOException, InterruptedException {
        List<JsonNode> alerts = new ArrayList<>();
        get("?rule_id=" + rule.path("id").asLong()).body().path("alerts").forEach(alerts::add);
        return alerts;
    }

    JsonNode standIn(String method, String path, String body) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(standIn(path)).method(method, BodyPublishers.ofString(body)))
                .body();
    }

    URI standIn(String path) {
        return URI.create(
                ConfigProvider.getConfig().getValue("iotflow.services.telemetry-query.url", String.class) + path);
    }

    private Answer call(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
    }
}
