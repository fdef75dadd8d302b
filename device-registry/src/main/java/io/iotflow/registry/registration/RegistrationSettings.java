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

    /** Registration of many devices at once. */
    Batch batch();

    /** How large a batch may be. */
    interface Batch {

        /** The most devices of one batch. */
        @WithDefault("1000")
        int mostDevices();

        /** The largest body, in bytes. */
        @WithDefault("4194304")
        int largestBody();
    }

    /** Who is let in. */
    enum Access {
        OPEN,
        KEY
    }
}
