package io.iotflow.local.hivemq;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Runs HiveMQ CE on loopback with file persistence: a message is on the disk before its PUBACK leaves.
 *
 * <p>It is told by its environment: {@code IOTFLOW_BROKER_PORT}, {@code IOTFLOW_BROKER_FOLDER}; who may come in is asked at
 * {@code IOTFLOW_BROKER_REGISTRY_URL} with {@code IOTFLOW_INTERNAL_SECRET}, which is also the password of ingest. Without a
 * registry everybody is let in, and the broker says so.
 */
public final class HivemqMain {

    /** The user name of telemetry-ingest. */
    static final String INGEST = "iotflow-ingest";

    /** How many messages wait for ingest while it is away; HiveMQ's default of 1000 would silently discard the next. */
    private static final int MOST_QUEUED = 10_000_000;

    /**
     * How many messages ingest is given at a time. Of a shared subscription HiveMQ hands out the next ones only when the last
     * are acknowledged, all of them; its default of 50 allows few in one group commit.
     */
    private static final int MOST_IN_FLIGHT = 1000;

    private HivemqMain() {}

    /** The child JVM's main; returns when the broker is up. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Map<String, String> environment = System.getenv();
        Path folder = Path.of(required(environment, "IOTFLOW_BROKER_FOLDER"));
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                configuration.resolve("config.xml"), configuration(required(environment, "IOTFLOW_BROKER_PORT")));
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = MOST_IN_FLIGHT;
        InternalConfigurations.PUBLISH_POLL_BATCH_SIZE = MOST_IN_FLIGHT;
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(configuration)
                .withDataFolder(Files.createDirectories(folder.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                .withEmbeddedExtension(login(environment))
                .build();
        broker.start().get();
        System.out.println("The broker listens.");
    }

    private static EmbeddedExtension login(Map<String, String> environment) {
        Optional<URI> registry =
                Optional.ofNullable(environment.get("IOTFLOW_BROKER_REGISTRY_URL")).map(URI::create);
        if (registry.isEmpty()) {
            System.out.println("WARNING: no registry is set: this broker checks no keys and lets everybody in.");
        }
        String secret = environment.getOrDefault("IOTFLOW_INTERNAL_SECRET", "");
        return EmbeddedExtension.builder()
                .withId("iotflow-login")
                .withName("Log-in by the registry")
                .withVersion("1")
                .withExtensionMain(new LoginExtension(
                        registry.map(address -> new RegistryLogin(address, secret)).orElse(null)))
                .build();
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }

    private static String configuration(String port) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                    <listeners>
                        <tcp-listener>
                            <port>%d</port>
                            <bind-address>127.0.0.1</bind-address>
                        </tcp-listener>
                    </listeners>
                    <persistence><mode>file</mode></persistence>
                    <mqtt>
                        <queued-messages>
                            <max-queue-size>%d</max-queue-size>
                            <strategy>discard</strategy>
                        </queued-messages>
                    </mqtt>
                    <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(Integer.parseInt(port), MOST_QUEUED);
    }
}
