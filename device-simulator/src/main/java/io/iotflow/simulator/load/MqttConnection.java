package io.iotflow.simulator.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one device. Messages of the device are counted from 0: the n-th one is n for ever, sent or not. When
 * it is lost, the next channel has the same handler.
 */
@Sharable
final class MqttConnection extends ChannelInboundHandlerAdapter implements MqttPackets.Sink {

    private static final int PATIENCE_SECONDS = 10;

    private final MqttDriver driver;
    private final int device;
    private final InFlight inFlight;
    private final MqttPackets packets = new MqttPackets(this);
    private @Nullable Channel channel;
    private boolean accepted;
    private long due;
    private long issued;

    /**
     * @param device its place in the plan
     */
    MqttConnection(MqttDriver driver, int device, int window) {
        this.driver = driver;
        this.device = device;
        this.inFlight = new InFlight(window);
    }

    int device() {
        return device;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        context.writeAndFlush(driver.connectPacket(device), context.voidPromise());
        context.executor().schedule(() -> giveUpUnlessAccepted(context), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A platform that never answers CONNECT must not hold up a run; the driver dials again. */
    private void giveUpUnlessAccepted(ChannelHandlerContext context) {
        if (!accepted && context.channel() == channel) {
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        packets.read((ByteBuf) bytes, context.alloc());
    }

    @Override
    public void packet(int type, ByteBuf body) {
        if (type == MqttFrames.CONNACK) {
            body.skipBytes(1);
            int code = body.readUnsignedByte();
            accepted = code == 0;
            driver.answeredConnect(this, code);
        } else if (type == MqttFrames.PUBACK) {
            int packetId = body.readUnsignedShort();
            long message = inFlight.remove(packetId);
            if (message >= 0) {
                driver.acknowledged(this, message, inFlight.sentAt(packetId));
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        pump();
    }

    /** More messages of this device are due. */
    void more(int messages) {
        due += messages;
        pump();
    }

    /** As many messages are due as there is room for. */
    void unlimited(boolean on) {
        due = on ? Long.MAX_VALUE : issued;
        pump();
    }

    private void pump() {
        Channel open = channel;
        if (open == null || !accepted) {
            return;
        }
        boolean written = false;
        while (issued < due && inFlight.hasRoom() && open.isWritable()) {
            long message = issued++;
            int packetId = driver.expectsAcknowledgement() ? inFlight.add(message, System.nanoTime()) : 0;
            open.write(driver.publishPacket(this, message, packetId), open.voidPromise());
            written = true;
        }
        if (written) {
            open.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        pump();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channel = null;
        accepted = false;
        packets.release();
        int unanswered = inFlight.count();
        inFlight.clear();
        driver.lost(this, unanswered);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    void ping(ByteBuf packet) {
        Channel open = channel;
        if (open == null) {
            packet.release();
        } else {
            open.writeAndFlush(packet, open.voidPromise());
        }
    }

    void close() {
        Channel open = channel;
        if (open != null) {
            ByteBuf farewell = open.alloc().buffer();
            MqttFrames.disconnect(farewell);
            open.writeAndFlush(farewell);
            open.close();
        }
    }
}
