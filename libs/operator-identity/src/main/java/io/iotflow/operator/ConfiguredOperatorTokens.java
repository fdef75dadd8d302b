package io.iotflow.operator;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The one admin token whose hash is configured. */
@Singleton
class ConfiguredOperatorTokens implements OperatorTokens {

    private static final int SHA_256_BYTES = 32;
    private static final Operator ADMIN = new Operator("admin", OperatorRole.ADMIN);

    private final Optional<byte[]> adminTokenHash;

    ConfiguredOperatorTokens(OperatorSettings settings) {
        this.adminTokenHash = settings.adminTokenSha256().map(ConfiguredOperatorTokens::readHash);
    }

    @Override
    public Uni<Optional<Operator>> find(String token) {
        byte[] hash = sha256(token);
        return Uni.createFrom()
                .item(adminTokenHash
                        .filter(expected -> MessageDigest.isEqual(expected, hash))
                        .map(_ -> ADMIN));
    }

    private static byte[] readHash(String hex) {
        try {
            byte[] hash = HexFormat.of().parseHex(hex.strip());
            if (hash.length == SHA_256_BYTES) {
                return hash;
            }
        } catch (IllegalArgumentException _) {
            // Said below, without the value.
        }
        throw new IllegalStateException("iotflow.operator.admin-token-sha256 is not 64 hexadecimal digits");
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
