package io.iotflow.cli.bench.sink;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Answers every request of a connection with 201 as soon as its body is there; knows bodies with a length alone. */
final class HttpSink extends ByteToMessageDecoder {

    private static final ByteBuf HEAD_END = ascii("\r\n\r\n");
    private static final ByteBuf CREATED = ascii(
            "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 15\r\n\r\n{\"stored\":true}");
    private static final String LENGTH = "\r\ncontent-length:";

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf received, List<Object> nothing) {
        int end = ByteBufUtil.indexOf(HEAD_END, received);
        if (end < 0) {
            return;
        }
        int head = end - received.readerIndex();
        int body = length(received.toString(received.readerIndex(), head, StandardCharsets.US_ASCII));
        int whole = head + HEAD_END.readableBytes() + body;
        if (received.readableBytes() >= whole) {
            received.skipBytes(whole);
            context.write(CREATED.duplicate(), context.voidPromise());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        context.flush();
        super.channelReadComplete(context);
    }

    private static int length(String head) {
        String known = head.toLowerCase(Locale.ROOT);
        int at = known.indexOf(LENGTH);
        if (at < 0) {
            return 0;
        }
        int end = known.indexOf('\r', at + LENGTH.length());
        return Integer.parseInt(known.substring(at + LENGTH.length(), end < 0 ? known.length() : end)
                .strip());
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }
}
