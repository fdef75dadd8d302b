package io.iotflow.cli.bench.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A {@link NullSink} that runs; it ends with its closing, or with this process. Blocks. */
public final class SinkProcess implements AutoCloseable {

    private static final String HEAP = "-Xmx768m";

    private final Process process;
    private final InetSocketAddress http;
    private final InetSocketAddress mqtt;

    private SinkProcess(Process process, int http, int mqtt) {
        this.process = process;
        this.http = new InetSocketAddress(InetAddress.getLoopbackAddress(), http);
        this.mqtt = new InetSocketAddress(InetAddress.getLoopbackAddress(), mqtt);
    }

    /** Starts one and waits until it listens. */
    public static SinkProcess start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NullSink.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String[] ports = Optional.ofNullable(output.readLine())
                .orElseThrow(() -> new IOException("The sink could not be started."))
                .split(" ", -1);
        return new SinkProcess(process, Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
    }

    /** Where it takes HTTP. */
    public InetSocketAddress http() {
        return http;
    }

    /** Where it takes MQTT. */
    public InetSocketAddress mqtt() {
        return mqtt;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException("The sink could not be told to end", failure);
        } catch (InterruptedException _) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
