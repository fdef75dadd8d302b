package io.iotflow.ingest.mqtt.session;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.Identification;
import io.iotflow.identity.KeyHash;
import io.smallrye.mutiny.Uni;

/** By what a session was let in; asked again when its device has changed. */
sealed interface Credential {

    /** Whose it is now. Never fails. */
    Uni<Identification> identify(Identifiers identifiers);

    /** An API key. */
    record Key(KeyHash hash) implements Credential {
        @Override
        public Uni<Identification> identify(Identifiers identifiers) {
            return identifiers.keys().identify(hash);
        }
    }

    /** A client certificate of a trusted authority. */
    record Certificate(String commonName) implements Credential {
        @Override
        public Uni<Identification> identify(Identifiers identifiers) {
            return identifiers.certificates().identify(commonName);
        }

        /** The same for a device that is known: its name may change, its id doesn't. */
        static Certificate of(DeviceId device) {
            return new Certificate(device.toString());
        }
    }
}
