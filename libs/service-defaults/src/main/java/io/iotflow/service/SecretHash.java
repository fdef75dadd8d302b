package io.iotflow.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The SHA-256 (FIPS 180-4) of a configured secret, the only form in which a service knows it. */
public final class SecretHash {

    private static final int BYTES = 32;

    private final byte[] hash;

    private SecretHash(byte[] hash) {
        this.hash = hash;
    }

    /** Reads 64 hexadecimal digits; anything else is empty. */
    public static Optional<SecretHash> parse(String hex) {
        try {
            byte[] hash = HexFormat.of().parseHex(hex.strip());
            return hash.length == BYTES ? Optional.of(new SecretHash(hash)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether this is the secret; takes the same time for every wrong one of a length. */
    public boolean isOf(String secret) {
        return MessageDigest.isEqual(hash, sha256(secret));
    }

    @Override
    public String toString() {
        return "SecretHash[hidden]";
    }

    /** The 32 bytes of a secret's hash, as a database keeps them. */
    public static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
