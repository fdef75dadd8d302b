package io.iotflow.simulator.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.simulator.device.Connections;
import io.iotflow.simulator.device.Connections.Protocol;
import io.iotflow.simulator.run.Admission;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code iotflow simulate}. */
final class SimulateOptions {

    @Option(
            names = "--name",
            description = "The name of the device, or how those of a fleet begin; one is made up when there is none.")
    @Nullable
    String name;

    @Option(names = "--type", description = "Its device type (sensor).")
    @Nullable
    String type;

    @Option(names = "--profile", description = "What it measures, and how often; a name or a YAML file (default).")
    @Nullable
    String profile;

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

    @Option(names = "--duration", description = "In seconds; 0, the default, is for ever.")
    @Nullable
    Double duration;

    @Option(names = "--interval", description = "Seconds between readings, instead of the profile's.")
    @Nullable
    Double interval;

    @Option(names = "--qos", description = "0, 1 or 2 (1).")
    @Nullable
    Integer qos;

    @Option(names = "--transport", description = "mqtt or http (mqtt).")
    @Nullable
    String transport;

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

    /** Puts what was said on the command line into a scenario. */
    void overlay(ObjectNode document) {
        FleetOptions.put(document, "name", name);
        FleetOptions.put(document, "type", type);
        FleetOptions.put(document, "profile", profile);
        FleetOptions.put(document, "duration", duration);
        FleetOptions.put(document, "interval", interval);
        FleetOptions.put(document, "qos", qos);
        FleetOptions.put(document, "transport", transport);
        FleetOptions.put(document, "seed", seed);
        FleetOptions.put(document, "audit", audit ? Boolean.TRUE : null);
    }

    /** How devices reach the platform. */
    Connections connections(Vertx vertx, Protocol transport) {
        return new Connections(vertx, transport, host, transport == Protocol.HTTP ? httpPort : mqttPort);
    }

    Admission admission() throws IOException {
        Path token = Path.of(adminTokenFile);
        boolean readable = !adminTokenFile.isEmpty() && Files.isReadable(token);
        return new Admission(
                autoSuffix,
                forceRegister,
                readable ? Optional.of(Files.readString(token).strip()) : Optional.empty());
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
}
