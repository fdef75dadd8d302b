package io.iotflow.ingest.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A real broker in a process of its own, on loopback, that can be killed and started again where it was. */
final class BrokerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** How many messages a broker hands out without an acknowledgement, with the settings that the documentation asks for. */
    static final int WINDOW = 1000;

    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");

    /** The brokers that are tested. */
    enum Kind {
        HIVEMQ,
        MOSQUITTO
    }

    private final Kind kind;
    private final Path folder;
    private final int port;
    private final List<String> mosquittoSettings;
    private Process process;

    private BrokerProcess(Kind kind, Path folder, List<String> mosquittoSettings) throws IOException {
        this.kind = kind;
        this.folder = folder;
        this.mosquittoSettings = mosquittoSettings;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        this.process = launch();
    }

    /** Starts it with the settings that the documentation asks for. */
    static BrokerProcess start(Kind kind, Path folder) throws IOException {
        return new BrokerProcess(kind, folder, List.of("autosave_interval 1", "autosave_on_changes true"));
    }

    /** Starts mosquitto with other settings of its persistence. */
    static BrokerProcess startMosquitto(Path folder, List<String> settings) throws IOException {
        return new BrokerProcess(Kind.MOSQUITTO, folder, settings);
    }

    int port() {
        return port;
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    void startAgain() throws IOException {
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = switch (kind) {
            case HIVEMQ -> hivemq();
            case MOSQUITTO -> mosquitto();
        };
        Path log = folder.resolve("broker.log");
        Process started = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(started.isAlive())
                    .as("the broker runs; its log is " + log)
                    .isTrue();
            return listens();
        });
        return started;
    }

    private ProcessBuilder mosquitto() throws IOException {
        assertThat(MOSQUITTO)
                .as("this test needs mosquitto; on Debian it is the package 'mosquitto'")
                .isExecutable();
        Path configuration = folder.resolve("mosquitto.conf");
        Files.writeString(configuration, """
                listener %d 127.0.0.1
                allow_anonymous true
                user root
                persistence true
                persistence_location %s/
                max_inflight_messages %d
                max_queued_messages 0
                %s
                """.formatted(port, folder, WINDOW, String.join("\n", mosquittoSettings)));
        return new ProcessBuilder(MOSQUITTO.toString(), "-c", configuration.toString());
    }

    private ProcessBuilder hivemq() throws IOException {
        Path target = checkout().resolve("deploy/local/hivemq-broker/target");
        Path classPath = target.resolve("hivemq.classpath");
        assertThat(classPath)
                .as("this test needs HiveMQ: ./mvnw package -pl deploy/local/hivemq-broker")
                .exists();
        String jars = target.resolve("hivemq-broker-0.1.0-SNAPSHOT.jar") + ":"
                + Files.readString(classPath).strip();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java, "-Xmx256m", "-XX:+UseSerialGC", "-cp", jars, "io.iotflow.local.hivemq.HivemqMain");
        builder.environment()
                .putAll(Map.of(
                        "IOTFLOW_BROKER_PORT", Integer.toString(port), "IOTFLOW_BROKER_FOLDER", folder.toString()));
        return builder;
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = Objects.requireNonNull(folder.getParent(), "this is a checkout");
        }
        return folder;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }
}
