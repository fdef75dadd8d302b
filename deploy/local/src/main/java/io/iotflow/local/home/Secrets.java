package io.iotflow.local.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secrets of one local stack: made at its first start, kept in files that only their owner reads. */
public record Secrets(
        String adminToken,
        String postgresPassword,
        String redisPassword,
        String iotdbPassword,
        String serviceSecret,
        String provisioningKey) {

    /** Where the operator's token is. */
    public static final String ADMIN_TOKEN_FILE = "admin-token";

    /** IoTDB takes passwords of at most 32 characters. */
    private static final int LENGTH = 32;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Reads the secrets and makes those that are missing. */
    public static Secrets of(StackHome home) throws IOException {
        return new Secrets(
                secret(home.folder().resolve(ADMIN_TOKEN_FILE)),
                secret(home.folder().resolve("postgres-password")),
                secret(home.folder().resolve("redis-password")),
                secret(home.folder().resolve("iotdb-password")),
                secret(home.folder().resolve("service-secret")),
                secret(home.folder().resolve("provisioning-key")));
    }

    /** The only form in which services know the token. */
    public String adminTokenSha256() {
        return sha256(adminToken);
    }

    /** What a secret is compared with by those who need not know it. */
    public static String sha256(String secret) {
        try {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }

    private static String secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            SecureRandom random = new SecureRandom();
            StringBuilder secret = new StringBuilder(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            StackHome.writePrivately(file, secret.toString());
        }
        return Files.readString(file).strip();
    }
}
