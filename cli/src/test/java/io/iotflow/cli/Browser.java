package io.iotflow.cli;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium at the console, as a person uses it. */
final class Browser implements AutoCloseable {

    static final Dimension DESK = new Dimension(1360, 900);
    static final Dimension PHONE = new Dimension(500, 860);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final ChromeDriver driver;
    private final String address;

    /**
     * @param address of the gateway
     * @param downloads where files go that are saved
     */
    Browser(String address, Path downloads) throws IOException {
        Files.createDirectories(downloads);
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory("iotflow-browser"));
        options.setExperimentalOption(
                "prefs",
                Map.of("download.default_directory", downloads.toAbsolutePath().toString()));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        this.driver = new ChromeDriver(service, options);
        this.address = address;
        driver.manage().window().setSize(DESK);
    }

    void open(String path) {
        driver.get(address + path);
    }

    void logIn(String token) {
        open("/console");
        type("#token", token);
        click("button.primary");
        see(".tile");
    }

    String path() {
        return driver.getCurrentUrl().substring(address.length());
    }

    WebElement see(String selector) {
        return patience().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
    }

    void see(String selector, String text) {
        patience().until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
    }

    /** What is read there now; a page that lives may put another element in its place between looking and reading. */
    String text(String selector) {
        see(selector);
        return String.valueOf(script("return document.querySelector(arguments[0])?.innerText ?? ''", selector));
    }

    /** Clicks as soon as nothing else is in the way: a page that still fills moves what is below. */
    void click(String selector) {
        patience()
                .ignoring(ElementClickInterceptedException.class, StaleElementReferenceException.class)
                .until(page -> {
                    WebElement element = ExpectedConditions.elementToBeClickable(By.cssSelector(selector))
                            .apply(page);
                    if (element == null) {
                        return false;
                    }
                    element.click();
                    return true;
                });
    }

    void type(String selector, String text) {
        WebElement field = see(selector);
        field.clear();
        field.sendKeys(text);
    }

    void choose(String selector, String value) {
        script(
                "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
                        + " field.dispatchEvent(new Event('change', {bubbles: true}));",
                selector,
                value);
    }

    Object script(String text, Object... arguments) {
        return driver.executeScript(text, arguments);
    }

    String cookie(String name) {
        return Objects.requireNonNull(driver.manage().getCookieNamed(name), name)
                .getValue();
    }

    /** What axe-core calls serious or critical on this page. */
    List<String> seriousViolations() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(Browser::sentence)
                        .toList();
    }

    void look(String theme, Dimension size) {
        driver.manage().window().setSize(size);
        script(
                "if (document.documentElement.dataset.theme !== arguments[0]) document.getElementById('theme').click();"
                        + " scrollTo(0, 0);",
                theme);
    }

    void size(Dimension size) {
        driver.manage().window().setSize(size);
    }

    void photograph(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** The page from its beginning to its end. */
    void photographWhole(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Map<String, Object> picture =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
    }

    /**
     * Whether the page has to be scrolled sideways on a screen that is so wide, in CSS pixels; windows are wider than phones. Charts follow
     * a change of the width a moment later.
     */
    boolean isWiderThan(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", true));
        try {
            return !patience()
                    .until(_ -> Boolean.TRUE.equals(script(
                            "return document.documentElement.scrollWidth <= innerWidth"
                                    + " && document.documentElement.scrollWidth <= arguments[0]",
                            width)));
        } catch (TimeoutException _) {
            return true;
        } finally {
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private WebDriverWait patience() {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
    }

    private static String sentence(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().getFirst().getHtml();
    }
}
