package io.iotflow.cli;

import static org.awaitility.Awaitility.await;

import io.iotflow.cli.HttpCaller.Answer;
import io.iotflow.local.stack.StackState.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One more process of a service, beside the one of a running stack: the same database and Redis, other ports. */
final class ServiceReplica implements AutoCloseable {

    private static final String HTTP_PORT = "QUARKUS_HTTP_PORT";

    /** The option with which a process writes the archive of its classes when it ends; that is not the test's to wait for. */
    private static final String ARCHIVE = "-XX:ArchiveClassesAtExit";

    private static final String MANAGEMENT_PORT = "QUARKUS_MANAGEMENT_PORT";

    private final Process process;
    private final HttpCaller caller;
    private final HttpCaller management;

    private ServiceReplica(Process process, HttpCaller caller, HttpCaller management) {
        this.process = process;
        this.caller = caller;
        this.management = management;
    }

    /** Starts it as the stack started its own, but for some settings. Does not wait. */
    static ServiceReplica start(RunningStack stack, String service, Map<String, String> settings) throws IOException {
        Part original = stack.part(service);
        ProcessBuilder builder = new ProcessBuilder(command(original))
                .redirectErrorStream(true)
                .redirectOutput(stack.folder()
                        .resolve("logs/" + service + "-replica.log")
                        .toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        for (String setting : read(original, "environ")) {
            int separator = setting.indexOf('=');
            environment.put(setting.substring(0, separator), setting.substring(separator + 1));
        }
        environment.putAll(settings);
        HttpClient http = HttpClient.newHttpClient();
        HttpCaller caller = new HttpCaller(http, freePort());
        HttpCaller management = new HttpCaller(http, freePort());
        environment.put(HTTP_PORT, Integer.toString(caller.port()));
        environment.put(MANAGEMENT_PORT, Integer.toString(management.port()));
        return new ServiceReplica(builder.start(), caller, management);
    }

    private static List<String> command(Part original) throws IOException {
        return read(original, "cmdline").stream()
                .filter(word -> !word.startsWith(ARCHIVE))
                .toList();
    }

    void awaitReady() {
        await().atMost(RunningStack.RESTART.multipliedBy(3))
                .ignoreExceptions()
                .until(() -> management.send("GET", "/q/health/ready", "").status() == 200);
    }

    int port() {
        return caller.port();
    }

    Answer post(String path, String body, String... headers) throws IOException, InterruptedException {
        return caller.send("POST", path, body, headers);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static List<String> read(Part part, String file) throws IOException {
        String text = Files.readString(Path.of("/proc", Long.toString(part.pid()), file), StandardCharsets.UTF_8);
        return Arrays.stream(text.split("\0")).filter(word -> !word.isEmpty()).toList();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
