package io.iotflow.ingest.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A body as it came over the wire, in plain or packed with gzip, with a limit that holds for what is in it. */
sealed interface SentBody {

    /** What was meant, within the limit. */
    record Plain(byte[] bytes) implements SentBody {}

    /** It is larger than the limit, packed or not. Never more than the limit was unpacked. */
    record TooLarge() implements SentBody {}

    /** It is not what its encoding says. */
    record Broken() implements SentBody {}

    /** Nobody here knows its encoding. */
    record UnknownEncoding() implements SentBody {}

    /** Reads a body. */
    static SentBody read(byte[] body, String encoding, int limit) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body.length > limit ? new TooLarge() : new Plain(body);
            case "gzip", "x-gzip" -> unpack(body, limit);
            default -> new UnknownEncoding();
        };
    }

    private static SentBody unpack(byte[] packed, int limit) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = gzip.readNBytes(limit + 1);
            return bytes.length > limit ? new TooLarge() : new Plain(bytes);
        } catch (IOException _) {
            return new Broken();
        }
    }
}
