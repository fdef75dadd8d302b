package io.iotflow.session;

import io.iotflow.service.InternalSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals a session into the text of a cookie: AES-256-GCM (NIST SP 800-38D) under a key that HKDF (RFC 5869) makes of the
 * secret that the services share, so each of them opens what another one sealed. Nobody else can read or make one.
 */
@ApplicationScoped
class SessionSeal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final RandomGenerator random;
    private final Optional<String> secret;

    SessionSeal(InternalSettings settings, RandomGenerator random) {
        this.random = random;
        this.secret = settings.secret().filter(text -> !text.isBlank());
    }

    /** Without a secret of the services nobody can log in. */
    boolean isConfigured() {
        return secret.isPresent();
    }

    String seal(Session session) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] token = session.token().getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(Long.BYTES + token.length)
                .putLong(session.ends().getEpochSecond())
                .put(token)
                .array();
        byte[] secretText = crypt(Cipher.ENCRYPT_MODE, nonce, plain)
                .orElseThrow(() -> new IllegalStateException("a session can't be sealed"));
        return text(ByteBuffer.allocate(nonce.length + secretText.length)
                .put(nonce)
                .put(secretText)
                .array());
    }

    /** Empty for anything that was not sealed with this secret, whole. */
    Optional<Session> open(String cookie) {
        return bytes(cookie)
                .filter(bytes -> secret.isPresent() && bytes.length > NONCE_BYTES)
                .flatMap(this::opened)
                .filter(plain -> plain.length > Long.BYTES)
                .map(SessionSeal::session);
    }

    /** What a change must show beside the cookie: only a page of ours, which got it, can. */
    String proof(String cookie) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key("HmacSHA256", "iotflow console change"));
            return text(mac.doFinal(cookie.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    boolean isProof(String cookie, String offered) {
        return MessageDigest.isEqual(
                proof(cookie).getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<byte[]> opened(byte[] closed) {
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] content = new byte[closed.length - NONCE_BYTES];
        ByteBuffer.wrap(closed).get(nonce).get(content);
        return crypt(Cipher.DECRYPT_MODE, nonce, content);
    }

    private static Session session(byte[] plain) {
        ByteBuffer buffer = ByteBuffer.wrap(plain);
        Instant ends = Instant.ofEpochSecond(buffer.getLong());
        return new Session(StandardCharsets.UTF_8.decode(buffer).toString(), ends);
    }

    private Optional<byte[]> crypt(int mode, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key("AES", "iotflow console session"), new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(content));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private SecretKey key(String algorithm, String purpose) throws GeneralSecurityException {
        byte[] material = secret.orElseThrow(() -> new IllegalStateException("iotflow.internal.secret is not set"))
                .getBytes(StandardCharsets.UTF_8);
        HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                .addIKM(material)
                .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
        return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
