package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.testing.IdentityProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The login by an identity provider in a real browser, on the running product. The provider is another site
 * ({@code localhost} and not {@code 127.0.0.1}), so the cookies' rules for cross-site navigation hold.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderLoginEndToEnd {

    private final Path root = ProjectRoot.find().folder();
    private final Path output = root.resolve("target/console");
    private IdentityProvider provider;
    private RunningStack stack;
    private String address = "";

    @BeforeAll
    void start() throws Exception {
        provider = new IdentityProvider();
        int gateway = ServiceReplica.freePort();
        address = "http://127.0.0.1:" + gateway;
        Map<String, String> settings = new HashMap<>();
        settings.put("IOTFLOW_PORT_GATEWAY", Integer.toString(gateway));
        settings.put("IOTFLOW_OIDC_ISSUER", provider.issuer());
        settings.put("IOTFLOW_OIDC_CLIENT_ID", IdentityProvider.CLIENT);
        settings.put("IOTFLOW_OIDC_CLIENT_SECRET", IdentityProvider.CLIENT_SECRET);
        settings.put("IOTFLOW_OIDC_PUBLIC_URL", address);
        settings.put("IOTFLOW_OIDC_LABEL", "Log in with your company account");
        settings.put("IOTFLOW_OIDC_ROLES_OPERATOR", "iot-operators");
        stack = new RunningStack(root.resolve("target/provider-end-to-end"), settings);
        stack.startFromNothing();
        assertThat(stack.port(PortName.GATEWAY)).isEqualTo(gateway);
    }

    @AfterAll
    void stop() throws Exception {
        stack.iotflow("down");
        provider.close();
    }

    @Test
    void aPersonLogsInByTheProviderWorksAndLogsOut() throws Exception {
        try (Browser browser = new Browser(address, output.resolve("downloads"))) {
            browser.open("/console/devices");
            browser.see(".other", "company account");
            photograph(browser, "login-provider");
            assertThat(browser.seriousViolations()).isEmpty();

            browser.click(".other .button");
            browser.click("#allow");

            browser.see("#results");
            assertThat(browser.path()).isEqualTo("/console/devices");
            assertThat(browser.text(".whoami")).contains("oidc:alice");
            assertThat(browser.script("return document.cookie")).isEqualTo("");
            JsonNode login = newest("operator.login");
            assertThat(login.path("actor").asText()).isEqualTo("oidc:alice");
            assertThat(login.at("/details/role").asText()).isEqualTo("operator");

            String copied = browser.cookie("iotflow_session");
            browser.click("#logout");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> "Logged out at the provider".equals(browser.script("return document.title")));
            assertThat(newest("operator.logout").path("actor").asText()).isEqualTo("oidc:alice");
            await().atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(statusWith(copied)).isEqualTo(401));
        }
    }

    @Test
    void aPersonWithoutARoleReadsWhy() throws Exception {
        control("/groups", "bowling");
        try (Browser browser = new Browser(address, output.resolve("downloads"))) {
            browser.open("/login");
            browser.click(".other .button");
            browser.click("#allow");

            browser.see("[role=alert]", "may not use this product");
            photograph(browser, "login-refused");
            assertThat(browser.seriousViolations()).isEmpty();
        } finally {
            control("/groups", "iot-operators");
        }
    }

    private void photograph(Browser browser, String name) throws Exception {
        browser.size(Browser.PHONE);
        browser.photograph(output.resolve(name + "-phone.png"));
        browser.size(Browser.DESK);
        browser.photograph(output.resolve(name + "-desk.png"));
    }

    private JsonNode newest(String action) throws Exception {
        JsonNode entries = stack.get(
                        "/api/v1/admin/audit?object_type=operator_token",
                        "Authorization",
                        "Bearer " + stack.adminToken())
                .body()
                .path("audit");
        for (JsonNode entry : entries) {
            if (entry.path("action").asText().equals(action)) {
                return entry;
            }
        }
        throw new AssertionError("no " + action + " in " + entries);
    }

    private int statusWith(String session) throws Exception {
        return stack.get("/api/v1/admin/devices", "Cookie", "iotflow_session=" + session)
                .status();
    }

    private void control(String path, String text) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create(provider.issuer() + path))
                            .PUT(HttpRequest.BodyPublishers.ofString(text))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
