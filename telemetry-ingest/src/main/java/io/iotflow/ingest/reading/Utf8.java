package io.iotflow.ingest.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bodies are UTF-8 (RFC 8259, 8.1), strictly: what is not would come back as something else. */
final class Utf8 {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Utf8() {}

    static boolean isWellFormed(byte[] body) {
        int bits = 0;
        for (byte one : body) {
            bits |= one;
        }
        boolean ascii = bits >= 0;
        return ascii || isDecodable(body);
    }

    /** The same without a byte order mark, which a reader may ignore. */
    static byte[] withoutMark(byte[] body) {
        boolean marked = body.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(body, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        return marked ? Arrays.copyOfRange(body, BYTE_ORDER_MARK.length, body.length) : body;
    }

    private static boolean isDecodable(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
