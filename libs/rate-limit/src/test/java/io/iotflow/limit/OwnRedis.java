package io.iotflow.limit;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import redis.embedded.RedisServer;

/** A real Redis that a test may kill. */
final class OwnRedis implements AutoCloseable {

    private final int port = freePort();
    private final Vertx vertx = Vertx.vertx();
    private RedisServer server;

    OwnRedis() throws IOException {
        this.server = started();
    }

    /** A client as a replica has it. */
    RedisAPI client() {
        RedisOptions options = new RedisOptions()
                .setConnectionString("redis://127.0.0.1:" + port)
                .setMaxPoolSize(16)
                .setMaxPoolWaiting(2048);
        return RedisAPI.api(Redis.createClient(vertx, options));
    }

    void kill() throws IOException {
        server.stop();
    }

    void comeBack() throws IOException {
        server = started();
    }

    /** It keeps its connections and answers nothing, until the answer of this is closed. */
    AutoCloseable hang() throws IOException, InterruptedException {
        String server = client().info(List.of("server")).await().indefinitely().toString();
        String pid = server.lines()
                .filter(line -> line.startsWith("process_id:"))
                .findFirst()
                .orElseThrow()
                .substring("process_id:".length())
                .strip();
        signal("-STOP", pid);
        return () -> signal("-CONT", pid);
    }

    private static void signal(String name, String pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, pid).start().waitFor();
    }

    @Override
    public void close() throws IOException {
        server.stop();
        vertx.closeAndAwait();
    }

    private RedisServer started() throws IOException {
        RedisServer redis = new RedisServer(port);
        redis.start();
        return redis;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
