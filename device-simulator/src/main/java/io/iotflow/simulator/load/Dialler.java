package io.iotflow.simulator.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Opens connections to one address on one event loop, and those that are lost again. */
final class Dialler {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int RECEIVE_BUFFER = 64 << 10;
    private static final long PAUSE_MILLIS = 200;

    private final EventLoop loop;
    private final InetSocketAddress address;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private boolean closed;

    Dialler(EventLoop loop, InetSocketAddress address) {
        this.loop = loop;
        this.address = address;
    }

    /** Done when whoever dials says that all connections are there; failed by the first that can't be opened until then. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Opens a connection. */
    void dial(ChannelHandler handler, @Nullable InetSocketAddress source) {
        if (closed) {
            return;
        }
        connect(handler, source).addListener(opened -> {
            if (!opened.isSuccess()) {
                if (ready.isDone()) {
                    dialAgain(handler, source);
                } else {
                    ready.completeExceptionally(opened.cause());
                }
            }
        });
    }

    /** Opens a connection that was lost, after a pause. */
    void dialAgain(ChannelHandler handler, @Nullable InetSocketAddress source) {
        if (!closed) {
            loop.schedule(() -> dial(handler, source), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Opens nothing any more. */
    void close() {
        closed = true;
    }

    private ChannelFuture connect(ChannelHandler handler, @Nullable InetSocketAddress source) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, TIMEOUT_MILLIS)
                .handler(handler);
        return source == null ? bootstrap.connect(address) : bootstrap.connect(address, source);
    }
}
