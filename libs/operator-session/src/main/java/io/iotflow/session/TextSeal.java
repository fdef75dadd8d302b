package io.iotflow.session;

import io.iotflow.service.InternalSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals what a browser keeps for us: AES-256-GCM (NIST SP 800-38D) under a key that HKDF (RFC 5869) makes of the secret that
 * the services share, another one for each purpose. So each service opens what another one sealed for the same purpose, and nobody else
 * can read or make one. Any thread.
 */
@ApplicationScoped
public class TextSeal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final RandomGenerator random;
    private final Optional<String> secret;

    TextSeal(InternalSettings settings, RandomGenerator random) {
        this.random = random;
        this.secret = settings.secret().filter(text -> !text.isBlank());
    }

    /** Without a secret of the services nothing is sealed or opened. */
    public boolean isConfigured() {
        return secret.isPresent();
    }

    /**
     * The sealed text, in characters that a cookie may have.
     *
     * @param purpose what it is for; it is opened for nothing else
     */
    public String seal(String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] closed = crypt(Cipher.ENCRYPT_MODE, key("AES", purpose), nonce, plain)
                .orElseThrow(() -> new IllegalStateException("a text can't be sealed"));
        return text(ByteBuffer.allocate(nonce.length + closed.length)
                .put(nonce)
                .put(closed)
                .array());
    }

    /** Empty for anything that was not sealed for this purpose with this secret, whole. */
    public Optional<byte[]> open(String purpose, String text) {
        return bytes(text)
                .filter(bytes -> secret.isPresent() && bytes.length > NONCE_BYTES)
                .flatMap(bytes -> opened(key("AES", purpose), bytes));
    }

    /** The key for a purpose. */
    SecretKey key(String algorithm, String purpose) {
        byte[] material = secret.orElseThrow(() -> new IllegalStateException("iotflow.internal.secret is not set"))
                .getBytes(StandardCharsets.UTF_8);
        HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                .addIKM(material)
                .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HKDF-SHA256", impossible);
        }
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<byte[]> opened(SecretKey key, byte[] closed) {
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] content = new byte[closed.length - NONCE_BYTES];
        ByteBuffer.wrap(closed).get(nonce).get(content);
        return crypt(Cipher.DECRYPT_MODE, key, nonce, content);
    }

    private static Optional<byte[]> crypt(int mode, SecretKey key, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(content));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
