package io.iotflow.cli.bench.baseline;

import io.iotflow.cli.trial.TrialFolder;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.infrastructure.IotdbServer;
import io.iotflow.local.process.Component;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A second IoTDB with the settings of the stack's, log included, and its own REST service switched on. */
public final class BaselineStore implements AutoCloseable {

    private static final int ATTEMPTS = 600;
    private static final long PAUSE_MILLIS = 200;

    private final Component server;
    private final Ports ports;
    private final Secrets secrets;
    private final int restPort;

    private BaselineStore(Component server, Ports ports, Secrets secrets, int restPort) {
        this.server = server;
        this.ports = ports;
        this.secrets = secrets;
        this.restPort = restPort;
    }

    /** Starts it in a folder of its own and waits until it answers. */
    public static BaselineStore start(TrialFolder folder, ProjectRoot root) throws IOException, InterruptedException {
        StackHome home = StackHome.at(folder.resolve("baseline"));
        Secrets secrets = Secrets.of(home);
        Ports ports = Ports.free();
        int restPort = freePort();
        String rest = "enable_rest_service=true\nrest_service_port=" + restPort + "\n";
        Component server = IotdbServer.in(home, secrets, ports, root, rest);
        BaselineStore store = new BaselineStore(server, ports, secrets, restPort);
        server.start();
        folder.beforeDeletion(server::stop);
        for (int i = 0; i < ATTEMPTS; i++) {
            if (server.isReady() && store.restAnswers()) {
                return store;
            }
            new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        server.stop();
        throw new IOException("The IoTDB of the baseline did not start; its log is " + home.log(server.name()));
    }

    /** The process. */
    public long pid() {
        return server.pid().orElse(0);
    }

    /** Where the client speaks to it. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.of(PortName.IOTDB));
    }

    /** Where its REST service is. */
    public InetSocketAddress restAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), restPort);
    }

    /** The password of its root user. */
    public String password() {
        return secrets.iotdbPassword();
    }

    @Override
    public void close() {
        server.stop();
    }

    private boolean restAnswers() {
        try (Socket socket = new Socket(restAddress().getAddress(), restPort)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
