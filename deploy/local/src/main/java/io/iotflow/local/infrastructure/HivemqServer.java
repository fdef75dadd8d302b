package io.iotflow.local.infrastructure;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.process.ChildProcess;
import io.iotflow.local.process.Component;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** HiveMQ CE on the MQTT port, with file persistence; it asks the registry who may come in. */
public final class HivemqServer {

    /** The name of this part. */
    public static final String NAME = "hivemq";

    /** The user name of telemetry-ingest at the broker; its password is the service secret. */
    public static final String INGEST_USER = "iotflow-ingest";

    private HivemqServer() {}

    public static Component in(StackHome home, Secrets secrets, Ports ports, ProjectRoot root) throws IOException {
        int port = ports.of(PortName.MQTT);
        List<String> arguments = List.of(
                root.java(),
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                root.hivemqClassPath(),
                "io.iotflow.local.hivemq.HivemqMain");
        Map<String, String> environment = Map.of(
                "IOTFLOW_BROKER_PORT",
                Integer.toString(port),
                "IOTFLOW_BROKER_FOLDER",
                Files.createDirectories(home.data().resolve(NAME)).toString(),
                "IOTFLOW_BROKER_REGISTRY_URL",
                "http://127.0.0.1:" + ports.of(PortName.DEVICE_REGISTRY),
                "IOTFLOW_INTERNAL_SECRET",
                secrets.serviceSecret());
        return new ChildProcess(new ChildProcess.Command(NAME, arguments, environment), home, () -> listens(port));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }
}
