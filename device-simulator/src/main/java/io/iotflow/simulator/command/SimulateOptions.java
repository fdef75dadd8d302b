package io.iotflow.simulator.command;

import io.iotflow.simulator.device.Connections;
import io.iotflow.simulator.device.Connections.Protocol;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code iotflow simulate}. */
final class SimulateOptions {

    @Option(
            names = "--name",
            defaultValue = "",
            description = "The name of the device, or how those of a fleet begin; one is made up when there is none.")
    String name = "";

    @Option(names = "--type", defaultValue = "sensor", description = "Its device type (${DEFAULT-VALUE}).")
    String type = "sensor";

    @Option(
            names = "--profile",
            defaultValue = "default",
            description = "What it measures, and how often; a name or a YAML file.")
    String profile = "default";

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Where the platform is (${DEFAULT-VALUE}).")
    String host = "127.0.0.1";

    @Option(
            names = "--mqtt-port",
            defaultValue = "${iotflow.port.mqtt:-1883}",
            description = "MQTT (${DEFAULT-VALUE}).")
    int mqttPort;

    @Option(
            names = "--http-port",
            defaultValue = "${iotflow.port.gateway:-5000}",
            description = "The gateway (${DEFAULT-VALUE}).")
    int httpPort;

    @Option(names = "--duration", defaultValue = "0", description = "In seconds; 0 is for ever (${DEFAULT-VALUE}).")
    double duration;

    @Option(names = "--interval", description = "Seconds between readings, instead of the profile's.")
    @Nullable
    Double interval;

    @Option(names = "--qos", defaultValue = "1", description = "0, 1 or 2 (${DEFAULT-VALUE}).")
    int qos = 1;

    @Option(names = "--transport", defaultValue = "mqtt", description = "mqtt or http (${DEFAULT-VALUE}).")
    String transport = "mqtt";

    @Option(
            names = "--log-level",
            defaultValue = "warning",
            description = "debug, info, warning or error (${DEFAULT-VALUE}).")
    String logLevel = "warning";

    @Option(names = "--seed", description = "Makes the run repeatable.")
    @Nullable
    Long seed;

    @Option(names = "--auto-suffix", description = "Takes name_1, name_2, … when the name is taken.")
    boolean autoSuffix;

    @Option(names = "--force-register", description = "Takes a registered device over; it gets a new key.")
    boolean forceRegister;

    @Option(
            names = "--admin-token-file",
            defaultValue = "${iotflow.admin-token-file:-}",
            description = "For --force-register.")
    String adminTokenFile = "";

    @Option(names = "--audit", description = "Reads everything back; fails when something acknowledged is missing.")
    boolean audit;

    @Option(names = "--ack-log", defaultValue = "", description = "Where to log what was sent and acknowledged.")
    String log = "";

    /** How devices reach the platform. */
    Connections connections(Vertx vertx) {
        boolean http = transport.equalsIgnoreCase("http");
        return new Connections(vertx, http ? Protocol.HTTP : Protocol.MQTT, host, http ? httpPort : mqttPort);
    }

    void applyLogLevel() {
        Level level = switch (logLevel.toLowerCase(Locale.ROOT)) {
            case "debug" -> Level.FINE;
            case "info" -> Level.INFO;
            case "error", "critical" -> Level.SEVERE;
            default -> Level.WARNING;
        };
        Logger.getLogger("io.iotflow.simulator").setLevel(level);
    }

    /** As said, or a new one. */
    long seed() {
        return seed == null ? new SecureRandom().nextLong() : seed;
    }
}
