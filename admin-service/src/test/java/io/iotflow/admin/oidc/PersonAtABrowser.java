package io.iotflow.admin.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.testing.IdentityProvider.Fault;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** Goes where a browser would go, one step at a time, and keeps the cookies of the service under test. */
final class PersonAtABrowser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();

    HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return send("GET", path, Map.of("Accept", "text/html"));
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        keep(answer);
        return answer;
    }

    /** Logs in as alice where the service sent the browser; answers the path to come back to, with the provider's answer. */
    String atTheProvider(HttpResponse<String> sentAway) throws IOException, InterruptedException {
        URI page = URI.create(sentAway.headers().firstValue("Location").orElseThrow());
        HttpResponse<String> sentBack = http.send(
                HttpRequest.newBuilder(page).POST(BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
        URI back = URI.create(sentBack.headers().firstValue("Location").orElseThrow());
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    /** From the button to the answer of the callback. */
    HttpResponse<String> logIn() throws IOException, InterruptedException {
        return open(atTheProvider(open("/login/oidc")));
    }

    void provider(Fault fault) throws IOException, InterruptedException {
        provider("/fault", fault.name());
    }

    void provider(String path, String text) throws IOException, InterruptedException {
        URI address = URI.create(setting("iotflow.oidc.issuer") + path);
        http.send(
                HttpRequest.newBuilder(address)
                        .PUT(BodyPublishers.ofString(text))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What device-registry was told of logins, in its order. */
    List<JsonNode> logins() throws IOException, InterruptedException {
        return JSON.readTree(standIn("GET", "/logins")).valueStream().toList();
    }

    String standIn(String method, String path) throws IOException, InterruptedException {
        URI address = URI.create(setting("iotflow.services.device-registry.url") + path);
        return http.send(
                        HttpRequest.newBuilder(address)
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    Map<String, String> cookies() {
        return cookies;
    }

    static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private void keep(HttpResponse<String> answer) {
        for (String header : answer.headers().allValues("Set-Cookie")) {
            HttpCookie cookie = HttpCookie.parse(header).getFirst();
            if (cookie.getValue().isEmpty()) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
    }
}
