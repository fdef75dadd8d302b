package io.iotflow.registry.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Who may register a device. */
@ConfigMapping(prefix = "iotflow.registration")
interface RegistrationSettings {

    /** {@code open} for anyone, {@code key} for those who send {@code X-Provisioning-Key}. */
    @WithDefault("key")
    Access access();

    /** The SHA-256, in 64 hexadecimal digits, of the provisioning key; needed unless registration is open. */
    Optional<String> keySha256();

    /** Who is let in. */
    enum Access {
        OPEN,
        KEY
    }
}
