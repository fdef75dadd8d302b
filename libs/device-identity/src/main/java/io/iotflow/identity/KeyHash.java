package io.iotflow.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of an API key (FIPS 180-4), the only form in which a key is kept. A key has about 190 bits of entropy, so
 * one round without salt is enough.
 */
public record KeyHash(long first, long second, long third, long fourth) {

    private static final int BYTES = 32;

    /** The hash of a key's ASCII characters. */
    public static KeyHash of(ApiKey key) {
        return ofBytes(sha256().digest(key.text().getBytes(StandardCharsets.US_ASCII)));
    }

    /** From the 32 bytes, as the database has them. */
    static KeyHash ofBytes(byte[] bytes) {
        ByteBuffer digest = ByteBuffer.wrap(bytes);
        return new KeyHash(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    static KeyHash ofHex(String hex) {
        return ofBytes(HexFormat.of().parseHex(hex));
    }

    String toHex() {
        return HexFormat.of().formatHex(toBytes());
    }

    /** The 32 bytes, as the database has them. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
