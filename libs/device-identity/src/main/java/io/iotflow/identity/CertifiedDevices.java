package io.iotflow.identity;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Answers which device a certificate is of, whose signature has been checked before. Nothing is remembered. Any thread. */
@Singleton
public class CertifiedDevices {

    private static final Logger LOG = Logger.getLogger(CertifiedDevices.class);

    private final DeviceDirectory directory;
    private final Duration retryIn;

    CertifiedDevices(DeviceDirectory directory, IdentitySettings settings) {
        this.directory = directory;
        this.retryIn = settings.retryIn();
    }

    /**
     * Never fails: not being able to tell is an answer.
     *
     * @param idOrName the device's id in decimal, else its name
     */
    public Uni<Identification> identify(String idOrName) {
        return find(idOrName)
                .map(found -> found.<Identification>map(Known::new).orElse(Unknown.INSTANCE))
                .onFailure(Exception.class)
                .invoke(failure -> LOG.warnf("A device could not be looked up: %s", failure.getMessage()))
                .onFailure(Exception.class)
                .recoverWithItem(() -> new Unavailable(retryIn));
    }

    private Uni<Optional<DeviceIdentity>> find(String idOrName) {
        Uni<Optional<DeviceIdentity>> byName = Uni.createFrom().deferred(() -> directory.findByName(idOrName));
        return DeviceId.parse(idOrName)
                .map(id -> directory
                        .findById(id)
                        .chain(byId -> byId.isPresent() ? Uni.createFrom().item(byId) : byName))
                .orElse(byName);
    }
}
