package io.iotflow.local.infrastructure;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.process.ChildProcess;
import io.iotflow.local.process.Component;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** Redis with an append-only file and a password. */
public final class RedisServer {

    private static final int READ_TIMEOUT_MILLIS = 1000;

    private RedisServer() {}

    public static Component in(StackHome home, Secrets secrets, Ports ports) throws IOException {
        int port = ports.of(PortName.REDIS);
        Path data = Files.createDirectories(home.data().resolve("redis"));
        Path configuration = data.resolve("redis.conf");
        StackHome.writePrivately(configuration, """
                bind 127.0.0.1
                port %d
                dir %s
                requirepass %s
                appendonly yes
                appendfsync everysec
                save ""
                daemonize no
                """.formatted(port, data, secrets.redisPassword()));
        Path programs = Files.createDirectories(home.data().resolve("redis-program"));
        String program = ExecutableProvider.newJarResourceProvider(programs.toFile())
                .get()
                .getAbsolutePath();
        ChildProcess.Command command =
                new ChildProcess.Command("redis", List.of(program, configuration.toString()), Map.of());
        return new ChildProcess(command, home, () -> answers(port, secrets.redisPassword()));
    }

    private static boolean answers(int port, String password) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            byte[] expected = "+OK\r\n+PONG\r\n".getBytes(StandardCharsets.US_ASCII);
            return Arrays.equals(answer.readNBytes(expected.length), expected);
        } catch (IOException _) {
            return false;
        }
    }
}
