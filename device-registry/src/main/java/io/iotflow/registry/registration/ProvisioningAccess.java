package io.iotflow.registry.registration;

import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Lets those register who may. */
@Singleton
class ProvisioningAccess {

    private final RegistrationSettings settings;

    ProvisioningAccess(RegistrationSettings settings) {
        this.settings = settings;
    }

    /** A service that could let nobody in, or everybody by mistake, does not start. */
    void refuseUnsafeSettings(@Observes StartupEvent starting) {
        if (settings.access() == RegistrationSettings.Access.KEY
                && settings.keySha256().isEmpty()) {
            throw new IllegalStateException("Registration needs a key, but iotflow.registration.key-sha256 is not set. "
                    + "Set it to the SHA-256 of the provisioning key, or set iotflow.registration.access=open.");
        }
    }

    /** Fails with the problem that the caller is told. */
    void check(@Nullable String offeredKey) {
        if (settings.access() == RegistrationSettings.Access.KEY && !isRight(offeredKey)) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED, "Registration needs the provisioning key in X-Provisioning-Key.");
        }
    }

    private boolean isRight(@Nullable String offeredKey) {
        if (offeredKey == null || settings.keySha256().isEmpty()) {
            return false;
        }
        byte[] expected = HexFormat.of().parseHex(settings.keySha256().get());
        return MessageDigest.isEqual(expected, sha256(offeredKey));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
