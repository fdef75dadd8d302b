package io.iotflow.query.service;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line between the service and its store, which can be cut, as when the store is killed. */
final class StoreLine {

    private final int target;
    private final ServerSocket entrance;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean whole = true;

    StoreLine(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Ends every connection and lets no new one through. */
    void cut() throws IOException {
        whole = false;
        for (Closeable socket : open) {
            socket.close();
        }
        open.clear();
    }

    void mend() {
        whole = true;
    }

    private void accept() {
        try {
            while (true) {
                connect(entrance.accept());
            }
        } catch (IOException _) {
            // The build ends.
        }
    }

    private void connect(Socket client) throws IOException {
        if (!whole) {
            client.close();
            return;
        }
        Socket store = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(store);
        Thread.ofVirtual().start(() -> pass(client, store));
        Thread.ofVirtual().start(() -> pass(store, client));
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // Both ends are closed then.
        }
    }
}
