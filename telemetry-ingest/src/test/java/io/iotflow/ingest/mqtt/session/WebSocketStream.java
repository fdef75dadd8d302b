package io.iotflow.ingest.mqtt.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A WebSocket that looks like a socket: each write is one frame, or two when it is asked to split them. */
final class WebSocketStream extends Socket implements WebSocket.Listener {

    private final HttpClient http = HttpClient.newHttpClient();
    private final PipedInputStream received = new PipedInputStream(65_536);
    private final PipedOutputStream arriving = new PipedOutputStream(received);
    private final WebSocket socket;

    WebSocketStream(int port, String path) throws Exception {
        this.socket = http.newWebSocketBuilder()
                .subprotocols("mqtt")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), this)
                .get();
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer frame, boolean last) {
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        try {
            arriving.write(bytes);
            arriving.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        from.request(1);
        return CompletableFuture.completedStage(last);
    }

    @Override
    public InputStream getInputStream() {
        return received;
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int single) {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                int half = length / 2;
                socket.sendBinary(ByteBuffer.wrap(bytes, from, half), true).join();
                socket.sendBinary(ByteBuffer.wrap(bytes, from + half, length - half), true)
                        .join();
            }
        };
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        arriving.close();
        http.close();
        super.close();
    }
}
