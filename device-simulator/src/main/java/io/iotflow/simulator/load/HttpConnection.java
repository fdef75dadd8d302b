package io.iotflow.simulator.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** A connection with at most one request on it. When it is lost, the next channel has the same handler. */
@Sharable
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final long NONE = -1;

    private final HttpDriver driver;
    private final AnswerReader answers = new AnswerReader();
    private @Nullable Channel channel;
    private long message = NONE;
    private long sentAt;
    private long intended;

    HttpConnection(HttpDriver driver) {
        this.driver = driver;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        driver.opened(this);
    }

    void send(ByteBuf request, long number, long intendedAt, long now) {
        message = number;
        intended = intendedAt;
        sentAt = now;
        Channel open = channel;
        if (open == null) {
            request.release();
        } else {
            open.writeAndFlush(request, open.voidPromise());
        }
    }

    long message() {
        return message;
    }

    long intended() {
        return intended;
    }

    boolean isBusy() {
        return message != NONE;
    }

    boolean isWaitingSince(long moment) {
        return isBusy() && sentAt < moment;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        ByteBuf received = (ByteBuf) bytes;
        try {
            if (isBusy() && answers.read(received)) {
                driver.answered(this, answers);
                answers.clear();
                message = NONE;
                driver.free(this);
            }
        } finally {
            received.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channel = null;
        answers.clear();
        boolean wasBusy = isBusy();
        message = NONE;
        driver.lost(this, wasBusy);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    void close() {
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }
}
