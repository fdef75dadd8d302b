package io.iotflow.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The secret that the services share. Made when it is first asked: filters are there before the settings are. */
@ApplicationScoped
class ServiceSecret {

    private final Optional<byte[]> secret;

    ServiceSecret(InternalSettings settings) {
        this.secret =
                settings.secret().filter(text -> !text.isBlank()).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isConfigured() {
        return secret.isPresent();
    }

    /** In a time that does not depend on how much is right. */
    boolean is(String offered) {
        return secret.filter(right -> MessageDigest.isEqual(right, offered.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
