package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.cli.HttpCaller.Answer;
import io.iotflow.cli.RunningStack.TestDevice;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts and settings of the web console in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.class)
class ConsoleAlertsEndToEnd {

    private final Path output = ProjectRoot.find().folder().resolve("target/console");
    private RunningStack stack;
    private Browser browser;

    @BeforeAll
    void logIn(RunningStack shared) throws Exception {
        stack = shared;
        browser = new Browser("http://127.0.0.1:" + stack.port(PortName.GATEWAY), output.resolve("downloads"));
        browser.logIn(stack.adminToken());
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void showsAnAlertOpenAndCloseByARuleMadeOnThePage() throws Exception {
        Answer made = stack.post("/api/v1/devices/register", "{\"name\":\"kettle\",\"device_type\":\"kettle\"}");
        long device = made.body().at("/device/id").asLong();
        String[] kettle = {"X-API-Key", made.body().at("/device/api_key").asText()};
        browser.open("/console/alerts?device_id=" + device);
        browser.click("#new-rule");
        browser.type("#field-name", "Kettle <b>too hot</b>");
        browser.type("#field-field", "temperature");
        browser.type("#field-threshold", "80");
        browser.choose("#field-scope", "device_type");
        browser.type("#field-which", "kettle");
        browser.click("dialog button.primary");
        browser.see("#rules tbody", "Kettle <b>too hot</b>");
        browser.see("#rules tbody", "temperature above 80; devices of type kettle");

        stack.post("/api/v1/devices/telemetry", "{\"data\":{\"temperature\":91.5}}", kettle);
        browser.see("#alerts tbody tr", "temperature is 91.5, above 80");
        browser.see("#alerts tbody tr .badge.open", "open");
        browser.click("#alerts tbody button[aria-label^=Acknowledge]");
        browser.see("#alerts tbody tr .badge.acknowledged", "acknowledged");
        browser.open("/console");
        browser.see("#recent-alerts tbody", "temperature is 91.5, above 80");

        stack.post("/api/v1/devices/telemetry", "{\"data\":{\"temperature\":21}}", kettle);
        browser.open("/console/alerts?state=closed&device_id=" + device);
        browser.see("#alerts tbody tr .badge.closed", "closed");
        browser.see("#alerts tbody tr", "the condition holds no more (iotflow)");
        assertThat(browser.script("return document.querySelectorAll('main table b').length"))
                .isEqualTo(0L);
    }

    @Test
    void makesATokenThatIsShownOnceAndRevokesIt() throws Exception {
        browser.open("/console/settings");
        browser.click("#new-token");
        browser.type("#field-name", "night shift");
        browser.click("dialog button.primary");
        String token = browser.see("#secret").getText();
        String[] viewer = {"Authorization", "Bearer " + token};
        browser.click("dialog:has(#secret) button.primary");
        assertThat(stack.get("/api/v1/admin/devices", viewer).status()).isEqualTo(200);

        browser.click("#tokens button[aria-label='Revoke night shift']");
        browser.click("dialog button.primary");
        browser.see("#notices", "night shift was revoked");

        await().atMost(Duration.ofSeconds(5))
                .until(() -> stack.get("/api/v1/admin/devices", viewer).status() == 401);
    }

    @Test
    void saysWhatWouldGoBeforeRetentionIsChanged() throws Exception {
        TestDevice old = stack.register("old readings");
        stack.post(
                "/api/v1/devices/telemetry",
                "{\"data\":{\"temperature\":1},\"timestamp\":\"2020-01-01T00:00:00Z\"}",
                old.credential());
        browser.open("/console/settings");
        browser.click("#change-retention");
        browser.type("#field-devices", old.id() + " = 365d");
        browser.click("#dry-run");
        browser.see("dialog .notice.bad[role=status]", "1 readings of 1 devices would go for good");
        browser.type("#field-devices", old.id() + " = soon");
        browser.click("dialog button.primary");

        browser.see("dialog [role=alert]", "neither forever nor a time");
        assertThat(stack.get("/api/v1/admin/retention", operator())
                        .body()
                        .path("devices")
                        .has(Long.toString(old.id())))
                .isFalse();
    }

    private String[] operator() throws IOException {
        return new String[] {"Authorization", "admin " + stack.adminToken()};
    }
}
