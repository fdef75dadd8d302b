package io.iotflow.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.Mac;

/** Seals a session into the text of a cookie. */
@ApplicationScoped
class SessionSeal {

    private static final String PURPOSE = "iotflow console session";

    private final TextSeal seal;

    SessionSeal(TextSeal seal) {
        this.seal = seal;
    }

    /** Without a secret of the services nobody can log in. */
    boolean isConfigured() {
        return seal.isConfigured();
    }

    String seal(Session session) {
        byte[] token = session.token().getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(Long.BYTES + token.length)
                .putLong(session.ends().getEpochSecond())
                .put(token)
                .array();
        return seal.seal(PURPOSE, plain);
    }

    /** Empty for anything that was not sealed with this secret, whole. */
    Optional<Session> open(String cookie) {
        return seal.open(PURPOSE, cookie)
                .filter(plain -> plain.length > Long.BYTES)
                .map(SessionSeal::session);
    }

    /** What a change must show beside the cookie: only a page of ours, which got it, can. */
    String proof(String cookie) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(seal.key("HmacSHA256", "iotflow console change"));
            return TextSeal.text(mac.doFinal(cookie.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    boolean isProof(String cookie, String offered) {
        return MessageDigest.isEqual(
                proof(cookie).getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    private static Session session(byte[] plain) {
        ByteBuffer buffer = ByteBuffer.wrap(plain);
        Instant ends = Instant.ofEpochSecond(buffer.getLong());
        return new Session(StandardCharsets.UTF_8.decode(buffer).toString(), ends);
    }
}
