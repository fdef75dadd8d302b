package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.cli.HttpCaller.Answer;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Dimension;

/** The web console in a real browser. {@code -Dconsole.devices=100000} fills the registry as a large fleet does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleEndToEnd {

    private static final int BATCH = 1000;
    private static final int DEVICES = Integer.getInteger("console.devices", 3000);
    private static final String MARKUP = "<img src=x onerror=\"document.title='run'\"><b>Bob's</b>";

    private final Path root = ProjectRoot.find().folder();
    private final Path output = root.resolve("target/console");
    private RunningStack stack;
    private Browser browser;
    private long device;
    private String key = "";

    @BeforeAll
    void start() throws Exception {
        stack = new RunningStack(root.resolve("target/console-end-to-end"));
        stack.startFromNothing();
        Answer registered = stack.post(
                "/api/v1/devices/register", "{\"name\":\"boiler\",\"device_type\":\"boiler\",\"location\":\"Hall 3\"}");
        device = registered.body().at("/device/id").asLong();
        key = registered.body().at("/device/api_key").asText();
        for (int first = 0; first < DEVICES; first += BATCH) {
            fill(first);
        }
        browser = new Browser("http://127.0.0.1:" + stack.port(PortName.GATEWAY), output.resolve("downloads"));
        browser.logIn(stack.adminToken());
    }

    @AfterAll
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        stack.iotflow("down");
    }

    @Test
    void showsTheLoginAndWhyATokenIsRefusedAndHidesTheRightOne() throws Exception {
        try (Browser other =
                new Browser("http://127.0.0.1:" + stack.port(PortName.GATEWAY), output.resolve("downloads"))) {
            other.open("/console/devices");
            assertThat(other.path()).isEqualTo("/login?to=%2Fconsole%2Fdevices");
            assertThat(other.seriousViolations()).isEmpty();
            other.photograph(output.resolve("login.png"));

            other.type("#token", "wrong");
            other.click("button.primary");
            other.see("[role=alert]", "Nobody holds this token");
            other.type("#token", stack.adminToken());
            other.click("button.primary");

            other.see("#results table");
            assertThat(other.path()).isEqualTo("/console/devices");
            assertThat(other.cookie("iotflow_session")).doesNotContain(stack.adminToken());
            assertThat(other.script("return document.cookie")).isEqualTo("");
            other.click("#logout");
            other.see("#token");
        }
    }

    @Test
    void aChangeWithoutTheProofOfThePageIsRefused() {
        browser.open("/console");
        Object status = browser.script("return fetch('/api/v1/admin/devices/" + device
                + "/status', {method: 'PUT', body: '{\"status\":\"active\"}',"
                + " headers: {'Content-Type': 'application/json'}}).then((answer) => answer.status)");

        assertThat(status).isEqualTo(401L);
    }

    @Test
    void findsADeviceAmongManyInLessThanTwoSeconds() {
        browser.open("/console/devices");
        browser.see("#results table");
        String wanted = "fleet-%06d".formatted(DEVICES / 2);

        long begin = System.nanoTime();
        browser.type("#by-search", wanted);
        browser.see("#results tbody tr:only-child a", wanted);

        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println("found one of " + DEVICES + " devices in " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void showsAValueChangeLiveAndSavesTheChart() throws Exception {
        send("{\"data\":{\"temperature\":20.5}}");
        browser.open("/console/devices/" + device);
        browser.see("[data-field=temperature] .figure", "20.5");

        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    send("{\"data\":{\"temperature\":23.75}}");
                    assertThat(browser.text("[data-field=temperature] .figure")).isEqualTo("23.75");
                });
        browser.see("#live.on");
        browser.see("#history canvas");
        browser.click("#csv-export");

        Path file = output.resolve("downloads/device-" + device + "-temperature.csv");
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(file));
        assertThat(Files.readString(file)).startsWith("timestamp,temperature").contains("20.5");
    }

    @Test
    void sendsACommandAndShowsItsAnswer() throws Exception {
        browser.open("/console/devices/" + device);
        browser.click("#command");
        browser.type("#field-command", "restart");
        browser.click("dialog button.primary");
        browser.see("#commands tbody tr", "restart");
        String pending = "/api/v1/devices/" + device + "/control/pending";
        String command =
                stack.get(pending, "X-API-Key", key).body().at("/0/command_id").asText();

        String answer = "{\"status\":\"completed\",\"result\":{\"note\":\"<b>done</b>\"}}";
        String address = "/api/v1/devices/" + device + "/control/" + command + "/status";
        stack.post(address, "{\"status\":\"acknowledged\"}", "X-API-Key", key);
        stack.post(address, answer, "X-API-Key", key);

        browser.see("#commands tbody tr:first-child", "completed");
        browser.see("#commands tbody tr:first-child", "<b>done</b>");
    }

    @Test
    void refusesTheReadingsOfADeviceInMaintenanceAndSaysWhy() throws Exception {
        browser.open("/console/devices/" + device);
        browser.see("#status");
        browser.choose("#status", "maintenance");
        browser.see("#notices", "from active to maintenance");

        await().atMost(Duration.ofSeconds(5)).until(() -> send("{\"data\":{\"temperature\":1}}") == 403);
        browser.see("#refused tbody tr", "Device is currently maintenance");

        browser.choose("#status", "active");
        browser.see("#notices", "from maintenance to active");
        await().atMost(Duration.ofSeconds(5)).until(() -> send("{\"data\":{\"temperature\":2}}") == 201);
    }

    @Test
    void rotatesAKeyAndShowsTheNewOneOnce() throws Exception {
        Answer made = stack.post("/api/v1/devices/register", "{\"name\":\"rotated\",\"device_type\":\"boiler\"}");
        String old = made.body().at("/device/api_key").asText();
        browser.open("/console/devices/" + made.body().at("/device/id").asLong());
        browser.click("#rotate");
        browser.click("dialog button.primary");
        String fresh = browser.see("#secret").getText();

        assertThat(fresh).matches("[A-Za-z0-9]{32}").isNotEqualTo(old);
        String reading = "{\"data\":{\"a\":1}}";
        await().atMost(Duration.ofSeconds(5))
                .until(() -> stack.post("/api/v1/devices/telemetry", reading, "X-API-Key", old)
                                .status()
                        == 401);
        // A store that is busy may ask to send it again.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stack.post("/api/v1/devices/telemetry", reading, "X-API-Key", fresh)
                                .status()
                        == 201);
    }

    @Test
    void showsMarkupAsText() throws Exception {
        String text = MARKUP.replace("\"", "\\\"");
        Answer made = stack.post(
                "/api/v1/devices/register",
                "{\"name\":\"%s\",\"device_type\":\"<i>x</i>\",\"tags\":{\"<u>t</u>\":\"<s>v</s>\"}}".formatted(text));
        long id = made.body().at("/device/id").asLong();
        String itsKey = made.body().at("/device/api_key").asText();
        String reading = "{\"data\":{\"<em>f</em>\":\"%s\"},\"metadata\":{\"m\":\"%s\"}}".formatted(text, text);
        stack.post("/api/v1/devices/telemetry", reading, "X-API-Key", itsKey);
        stack.post("/api/v1/devices/telemetry", text, "X-API-Key", itsKey);

        for (String page : List.of("/devices/" + id, "/devices?search=Bob", "/refused", "/audit")) {
            browser.open("/console" + page);
            browser.see("main pre, main table");
            assertThat(browser.script(
                            "return document.querySelectorAll('main img, main b, main i, main u, main s, main em')"
                                    + ".length + document.title.startsWith('run')"))
                    .as(page)
                    .isEqualTo(0L);
        }
        browser.open("/console/devices/" + id);
        browser.see("#name", MARKUP);
    }

    @Test
    void looksGoodInBothThemesAndSizesWithoutSeriousViolations() throws Exception {
        fillPages();
        List<String> pages =
                List.of("", "/devices", "/devices/" + device, "/groups", "/alerts", "/refused", "/audit", "/settings");
        for (String page : pages) {
            browser.open("/console" + page);
            browser.see(
                    page.isEmpty()
                            ? "#health table"
                            : page.startsWith("/devices/") ? ".chart canvas" : "main table, main .empty");
            for (String theme : List.of("light", "dark")) {
                for (Dimension size : List.of(Browser.DESK, Browser.PHONE)) {
                    browser.look(theme, size);
                    String name =
                            (page.isEmpty() ? "overview" : page.substring(1).replaceAll("/.*", "-one")) + "-" + theme
                                    + "-" + size.width + ".png";
                    browser.photograph(output.resolve(name));
                    assertThat(browser.seriousViolations()).as(name).isEmpty();
                }
            }
            browser.look("light", Browser.DESK);
        }
    }

    @Test
    void theFirstPageIsLightAndAsksNoOtherHost() {
        browser.open("/console");
        browser.see(".tile");

        Object weight =
                browser.script("return performance.getEntriesByType('resource').concat(performance.getEntriesByType("
                        + "'navigation')).reduce((sum, one) => sum + one.encodedBodySize, 0)");
        Object foreign = browser.script("return performance.getEntriesByType('resource')"
                + ".filter((one) => !one.name.startsWith(location.origin)).length");
        Object usable = browser.script("return Math.round(performance.getEntriesByName('usable')[0].startTime)");

        System.out.println("the first page weighs " + weight + " bytes and is usable within " + usable + " ms");
        assertThat(((Number) weight).longValue()).isLessThan(500_000);
        assertThat(foreign).isEqualTo(0L);
    }

    /** Something to see on each page. */
    private void fillPages() throws Exception {
        for (int value = 0; value < 12; value++) {
            send("{\"data\":{\"temperature\":" + (20 + value % 5) + ",\"pressure\":" + (3 + value)
                    + ",\"state\":\"ok\"}}");
        }
        stack.post("/api/v1/groups", "{\"name\":\"Hall 3\",\"query\":{\"device_type\":\"boiler\"}}", operator());
        stack.post(
                "/api/v1/admin/alerts/rules",
                "{\"name\":\"Too warm\",\"severity\":\"critical\",\"type\":\"threshold\",\"field\":\"temperature\","
                        + "\"comparison\":\"above\",\"threshold\":20.5,\"device_id\":" + device + "}",
                operator());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stack.get("/api/v1/admin/alerts?device_id=" + device, operator())
                                .body()
                                .path("unclosed")
                                .asInt()
                        > 0);
    }

    private int send(String reading) throws IOException, InterruptedException {
        return stack.post("/api/v1/devices/telemetry", reading, "X-API-Key", key)
                .status();
    }

    private void fill(int first) throws IOException, InterruptedException {
        Stream<String> devices = IntStream.range(first, first + BATCH)
                .mapToObj("{\"name\":\"fleet-%06d\",\"device_type\":\"sensor\",\"location\":\"Hall 1\"}"::formatted);
        Answer answer = stack.post(
                "/api/v1/devices/register/batch", devices.collect(Collectors.joining(",", "[", "]")), operator());
        assertThat(answer.status()).isEqualTo(207);
    }

    private String[] operator() throws IOException {
        return new String[] {"Authorization", "admin " + stack.adminToken()};
    }
}
