package io.iotflow.cli.bench.sink;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.Consumer;

/** Lets every device in, acknowledges what asks for it, and answers pings (MQTT 3.1.1, 2.2 and 3). */
final class MqttSink extends ByteToMessageDecoder {

    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int PINGREQ = 12;
    private static final int DISCONNECT = 14;
    private static final int ACCEPTED = 0x20020000;
    private static final int PUBACK = 0x4002;
    private static final int PINGRESP = 0xD000;
    private static final int TYPE_SHIFT = 4;
    private static final int QOS = 0x06;
    private static final int CONTINUES = 0x80;
    private static final int SEVEN_BITS = 7;
    private static final int MOST_LENGTH_BYTES = 4;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf received, List<Object> nothing) {
        received.markReaderIndex();
        int header = received.readUnsignedByte();
        int length = 0;
        for (int i = 0; i < MOST_LENGTH_BYTES; i++) {
            if (!received.isReadable()) {
                received.resetReaderIndex();
                return;
            }
            int next = received.readUnsignedByte();
            length |= (next & CONTINUES - 1) << i * SEVEN_BITS;
            if ((next & CONTINUES) == 0) {
                break;
            }
        }
        if (received.readableBytes() < length) {
            received.resetReaderIndex();
        } else {
            answer(context, header, received.readSlice(length));
        }
    }

    private static void answer(ChannelHandlerContext context, int header, ByteBuf body) {
        switch (header >> TYPE_SHIFT) {
            case CONNECT -> write(context, Integer.BYTES, answer -> answer.writeInt(ACCEPTED));
            case PUBLISH -> {
                if ((header & QOS) != 0) {
                    int packetId = body.skipBytes(body.readUnsignedShort()).readUnsignedShort();
                    write(
                            context,
                            Integer.BYTES,
                            answer -> answer.writeShort(PUBACK).writeShort(packetId));
                }
            }
            case PINGREQ -> write(context, Short.BYTES, answer -> answer.writeShort(PINGRESP));
            case DISCONNECT -> context.close();
            default -> {
                // Nothing else comes from the generator.
            }
        }
    }

    private static void write(ChannelHandlerContext context, int size, Consumer<ByteBuf> content) {
        ByteBuf answer = context.alloc().buffer(size);
        content.accept(answer);
        context.write(answer, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        context.flush();
        super.channelReadComplete(context);
    }
}
