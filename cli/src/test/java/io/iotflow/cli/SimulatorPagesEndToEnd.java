package io.iotflow.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.cli.VirtualFleet.Row;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Dimension;

/**
 * Virtual devices on the whole product: in a real browser, and many of them through the death of their process.
 * {@code -Dvirtual.devices=500} says how many.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatorPagesEndToEnd {

    private static final int DEVICES = Integer.getInteger("virtual.devices", 500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NARROW_PHONE = 360;

    private final Path root = ProjectRoot.find().folder();
    private final Path output = root.resolve("target/simulator");
    private RunningStack stack;
    private VirtualFleet fleet;
    private Browser browser;

    @BeforeAll
    void start() throws Exception {
        stack = new RunningStack(root.resolve("target/simulator-end-to-end"));
        stack.startFromNothing();
        fleet = new VirtualFleet(stack);
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

    @AfterEach
    void removeAll() throws Exception {
        fleet.removeAll();
    }

    @Test
    void makesAHeatPumpLetsItRunFiltersSavesStopsAndDeletesIt() throws Exception {
        browser.open("/simulator");
        browser.click("#create");
        browser.type("#field-name", "Cellar");
        browser.choose("#field-type", "heat_pump");
        browser.type("#field-interval", "1");
        browser.click("dialog button.primary");
        browser.see("tr[data-device] a", "Cellar");
        browser.click("tr[data-device] [data-act=start]");
        long first = rises("tr[data-device] .power", 0);
        long later = rises("tr[data-device] .power", first);
        long id = fleet.devices().getFirst().path("id").asLong();
        await().atMost(PATIENCE)
                .until(() -> fleet.devices().getFirst().at("/counters/measured").asLong() > 3);

        Path file = saveMeasurements(id);
        stopAndDelete(id);

        assertThat(List.of(first, later)).allMatch(watt -> watt >= 1760 && watt <= 4800);
        List<Row> rows = VirtualFleet.rows(Files.readString(file));
        assertThat(rows).hasSizeGreaterThan(2).allMatch(row -> row.power() >= 1760 && row.power() <= 4800);
    }

    private Path saveMeasurements(long id) {
        browser.open("/simulator/measurements?type=pv");
        browser.see("#rows .empty", "Nothing was measured that fits");
        browser.choose("#by-type", "heat_pump");
        browser.choose("#by-device", Long.toString(id));
        browser.see("#rows tbody a", "Cellar");
        browser.see(".chart canvas");
        browser.click("#csv");
        Path file = output.resolve("downloads/measurements-" + id + ".csv");
        await().atMost(PATIENCE).until(() -> Files.exists(file));
        return file;
    }

    private void stopAndDelete(long id) {
        browser.open("/simulator/devices/" + id);
        browser.see("[data-target=iotflow] .badge", "connected");
        browser.click(".head [data-act=stop]");
        browser.see(".head .badge", "stopped");
        browser.click(".head [data-act=delete]");
        browser.click("dialog button.primary");
        browser.see("#devices .empty", "There is no virtual device yet");
    }

    @Test
    void keepsAndTriesTheSettingsOfABrokerAndExplainsATopic() {
        browser.open("/simulator/cumulocity");
        browser.type("#c8y-host", "127.0.0.1");
        browser.type("#c8y-port", "1");
        browser.type("#c8y-tenant", "t0815");
        browser.type("#c8y-user", "device");
        browser.type("#c8y-password", "a-secret-of-a-test");
        browser.click("#test");
        browser.see("#verdict", "The port: Nothing answers at 127.0.0.1:1");
        browser.click("#save");
        browser.see("#notices", "Saved");
        browser.type("#c8y-topic", "a/#");
        browser.click("#send");
        browser.see("#outcome", "# and + are for subscriptions");

        browser.open("/simulator/cumulocity");
        browser.see("#forget");
        assertThat(browser.script("return document.getElementById('c8y-password').value"))
                .isEqualTo("");
        assertThat(browser.script("return document.documentElement.outerHTML").toString())
                .doesNotContain("a-secret-of-a-test");
        browser.click("#forget");
        browser.see("#notices", "forgotten");
    }

    @Test
    void startsAFleetWatchesItsFiguresRiseStopsItAndShowsItsReport() throws Exception {
        startARun();
        browser.see("#run .badge", "running");
        long first = rises("#run [data-figure=acknowledged] .figure", 0);
        long later = rises("#run [data-figure=acknowledged] .figure", first);
        browser.see("#run .chart canvas");
        photograph("run");
        browser.click("#stop-run");
        browser.see("#run .badge", "ended");
        browser.see("#audit", "Everything acknowledged is stored, unchanged.");
        browser.see("#runs tbody tr", "ended");
        photograph("run-over");
        String report = browser.script("return document.querySelector('[data-report=html]').href")
                .toString();
        browser.open(report.substring(report.indexOf("/api")));

        assertThat(later).isGreaterThan(first);
        assertThat(browser.text("body")).contains("acknowledged but missing  0");
        assertThat(browser.script("return getComputedStyle(document.querySelector('polyline')).fill"))
                .as("its own style is allowed")
                .isEqualTo("none");
        photographOnce("report");
    }

    private void startARun() throws IOException {
        browser.open("/simulator/runs");
        browser.see("#runs .empty", "No run was started here yet");
        browser.see("[data-fleet=home]", "9 devices");
        photograph("runs");
        browser.click("#runs .empty button.primary");
        browser.choose("#field-fleet", "-scenario");
        photographOnce("run-scenario");
        browser.choose("#field-fleet", "-alike");
        browser.type("#field-count", "3");
        browser.type("#field-interval", "0");
        browser.click("dialog button.primary");
        browser.see("dialog [role=alert]", "interval must be more than 0");
        photograph("run-form");
        browser.type("#field-interval", "1");
        browser.type("#field-duration", "300");
        browser.click("dialog button.primary");
    }

    @Test
    void looksGoodInBothThemesAndSizesWithoutSeriousViolations() throws Exception {
        for (String type : List.of("pv", "heat_pump", "main_grid")) {
            fleet.create("A " + type, type, 1, "iotflow");
        }
        fleet.create("<b>Markup's</b>", "pv", 5, "both");
        fleet.post("/devices/start-all");
        await().atMost(PATIENCE)
                .until(() -> fleet.devices().stream()
                        .allMatch(one -> one.at("/counters/measured").asLong() > 4));
        long id = fleet.devices().getFirst().path("id").asLong();
        Map<String, String> pages = Map.of(
                "devices",
                "",
                "device",
                "/devices/" + id,
                "measurements",
                "/measurements",
                "cumulocity",
                "/cumulocity");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            browser.open("/simulator" + page.getValue());
            browser.see("main table, main form, main .chart canvas");
            assertThat(browser.script("return document.querySelectorAll('main b').length"))
                    .isEqualTo(0L);
            photograph(page.getKey());
        }
    }

    @Test
    void runsManyDevicesAndAllOfThemAgainAfterAKillWithoutALostOrDoubledMeasurement() throws Exception {
        createAll();
        long begin = System.nanoTime();
        fleet.post("/devices/start-all");
        patiently(() -> fleet.connected() == DEVICES && fleet.measuredAtLeast(2));
        System.out.println(
                DEVICES + " virtual devices are connected and measured twice after " + seconds(begin) + " s");
        Map<String, JsonNode> before = fleet.byClientId();
        assertThat(before).hasSize(DEVICES);

        JsonNode one = fleet.devices().getFirst();
        fleet.post("/devices/" + one.path("id").asLong() + "/stop");
        fleet.post("/devices/" + one.path("id").asLong() + "/start");
        patiently(() -> fleet.connected() == DEVICES);
        assertThat(fleet.connectedSince(before)).isEqualTo(DEVICES - 1);

        begin = System.nanoTime();
        ProcessHandle.of(stack.part("device-simulator").pid()).orElseThrow().destroyForcibly();
        patiently(() -> fleet.connected() == DEVICES && fleet.measuredMore(before));
        System.out.println("after kill -9 all " + DEVICES + " run and measure again after " + seconds(begin) + " s");
        fleet.post("/devices/stop-all");

        nothingIsLostOrDoubled(before);
    }

    private void nothingIsLostOrDoubled(Map<String, JsonNode> before) throws Exception {
        List<Row> rows = fleet.rows();
        System.out.println(rows.size() + " measurements, " + VirtualFleet.gaps(rows) + " missing, "
                + VirtualFleet.doubled(rows) + " doubled; registered: " + fleet.registered());
        assertThat(VirtualFleet.gaps(rows)).isZero();
        assertThat(VirtualFleet.doubled(rows)).isZero();
        assertThat(fleet.byClientId())
                .allSatisfy((client, device) -> assertThat(device.path("iotflow_device_id"))
                        .isEqualTo(requireNonNull(before.get(client), client).path("iotflow_device_id")));
        assertThat(fleet.registered()).isEqualTo(DEVICES);
        fleet.iotflowHasTheSame(rows, 20);
    }

    private void createAll() throws Exception {
        for (int number = 1; number <= DEVICES; number++) {
            String type = List.of("pv", "heat_pump", "main_grid").get(number % 3);
            fleet.create("fleet " + number, type, 5, "iotflow");
        }
    }

    /** Looks once in two seconds: a look is a long document, and the service may be away for a while. */
    private static void patiently(Callable<Boolean> condition) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(condition);
    }

    /** What the whole number there is as soon as it is more than that. */
    private long rises(String selector, long from) {
        long[] seen = new long[1];
        await().atMost(PATIENCE).until(() -> {
            String digits = browser.text(selector).replaceAll("[^0-9]", "");
            seen[0] = digits.isEmpty() ? 0 : Long.parseLong(digits);
            return seen[0] > from;
        });
        return seen[0];
    }

    private void photograph(String name) throws IOException {
        for (String theme : List.of("light", "dark")) {
            for (Dimension size : List.of(Browser.DESK, Browser.PHONE)) {
                browser.look(theme, size);
                browser.photographWhole(output.resolve(name + "-" + theme + "-" + size.width + ".png"));
                assertThat(browser.seriousViolations())
                        .as(name + " " + theme + " " + size.width)
                        .isEmpty();
            }
        }
        browser.look("light", Browser.DESK);
        assertThat(browser.isWiderThan(NARROW_PHONE)).as(name).isFalse();
    }

    private void photographOnce(String name) throws IOException {
        browser.photographWhole(output.resolve(name + ".png"));
        assertThat(browser.isWiderThan(NARROW_PHONE)).as(name).isFalse();
        assertThat(browser.seriousViolations()).as(name).isEmpty();
    }

    private static double seconds(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    }
}
