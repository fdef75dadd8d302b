package io.iotflow.simulator.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the answers of one HTTP/1.1 connection without pipelining (RFC 9112): length given or chunked. Gives back no
 * more than a load generator needs.
 */
final class AnswerReader {

    private static final ByteBuf HEAD_END = ascii("\r\n\r\n");
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
    private static final int STATUS_AT = 9;
    private static final int STATUS_DIGITS = 3;
    private static final int LARGEST = 1 << 20;
    private static final int NOT_YET = -1;

    private final ByteBuf buffer = Unpooled.buffer(512, LARGEST);
    private int status = NOT_YET;
    private int bodyAt;
    private int bodyLength;
    private boolean chunked;

    /** Takes what came; whether an answer is complete. */
    boolean read(ByteBuf bytes) {
        buffer.writeBytes(bytes);
        if (status == NOT_YET) {
            readHead();
        }
        return status != NOT_YET && isWhole();
    }

    int status() {
        return status;
    }

    String body() {
        return buffer.toString(bodyAt, buffer.writerIndex() - bodyAt, StandardCharsets.UTF_8);
    }

    /** The next answer begins. */
    void clear() {
        buffer.clear();
        status = NOT_YET;
    }

    private void readHead() {
        int end = ByteBufUtil.indexOf(HEAD_END, buffer);
        if (end < 0) {
            return;
        }
        bodyAt = end + HEAD_END.readableBytes();
        String head = buffer.toString(0, end, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(head, STATUS_AT, STATUS_AT + STATUS_DIGITS, 10);
        int length = head.indexOf(LENGTH);
        chunked = head.contains(CHUNKED);
        bodyLength = length < 0 ? 0 : number(head, length + LENGTH.length());
    }

    private boolean isWhole() {
        int have = buffer.writerIndex() - bodyAt;
        if (!chunked) {
            return have >= bodyLength;
        }
        int last = buffer.writerIndex() - LAST_CHUNK.length();
        return last >= bodyAt
                && buffer.toString(last, LAST_CHUNK.length(), StandardCharsets.US_ASCII)
                        .equals(LAST_CHUNK);
    }

    private static int number(String head, int from) {
        int end = head.indexOf('\r', from);
        return Integer.parseInt(
                head.substring(from, end < 0 ? head.length() : end).strip());
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }
}
