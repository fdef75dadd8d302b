package io.iotflow.cli.bench.sink;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * Answers HTTP requests with 201 and MQTT 3.1.1 packets as a server must, and keeps nothing. A program of its own, so that
 * the generator's memory and processor time are the generator's; says where it listens in its first line of output, and
 * ends when its input ends.
 */
public final class NullSink {

    private static final int BACKLOG = 4096;
    private static final int RECEIVE_BUFFER = 16 << 10;

    private NullSink() {}

    /** Runs until the input ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        NioEventLoopGroup loop = new NioEventLoopGroup(1);
        try {
            int http = listen(loop, HttpSink::new);
            int mqtt = listen(loop, MqttSink::new);
            System.out.println(http + " " + mqtt);
            while (System.in.read() >= 0) {
                // Nobody says anything; the end of the input is what counts.
            }
        } finally {
            loop.shutdownGracefully();
        }
    }

    private static int listen(NioEventLoopGroup loop, Supplier<ChannelHandler> handlers) throws InterruptedException {
        Channel server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(handlers.get());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }
}
