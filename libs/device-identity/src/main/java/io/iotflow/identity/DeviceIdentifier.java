package io.iotflow.identity;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.domain.DeviceId;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers whose key this is, from memory where it can: a remembered device costs no call. A change that the registry
 * announces is forgotten at once; one whose announcement was lost is noticed after {@code refresh-after}. While the
 * database can't be asked, remembered devices go on. Keys that nobody holds are not remembered, so that a flood of them
 * pushes nobody out. Any thread may call it; the answer may come on another one.
 */
@Singleton
public class DeviceIdentifier {

    private static final Logger LOG = Logger.getLogger(DeviceIdentifier.class);

    private final DeviceDirectory directory;
    private final Duration retryIn;
    private final AsyncLoadingCache<KeyHash, DeviceIdentity> remembered;

    DeviceIdentifier(DeviceDirectory directory, IdentitySettings settings) {
        this.directory = directory;
        this.retryIn = settings.retryIn();
        this.remembered = Caffeine.newBuilder()
                .maximumSize(settings.cacheSize())
                .refreshAfterWrite(settings.refreshAfter())
                .expireAfterWrite(settings.rememberFor())
                .executor(Runnable::run)
                .buildAsync(this::load);
    }

    /** Never fails: not being able to tell is an answer. */
    public Uni<Identification> identify(String offeredKey) {
        return ApiKey.parse(offeredKey)
                .map(KeyHash::of)
                .map(this::identify)
                .orElseGet(() -> Uni.createFrom().item(Unknown.INSTANCE));
    }

    /** Forgets a device, so that the next question is answered by the database. */
    public void forget(DeviceId id) {
        remembered.synchronous().asMap().values().removeIf(device -> device.id().equals(id));
    }

    /** The same for a key whose hash is at hand. */
    public Uni<Identification> identify(KeyHash key) {
        return Uni.createFrom()
                .completionStage(() -> remembered.get(key))
                .map(DeviceIdentifier::answer)
                .onFailure(Exception.class)
                .invoke(failure -> LOG.warnf("A device could not be looked up: %s", failure.getMessage()))
                .onFailure(Exception.class)
                .recoverWithItem(() -> new Unavailable(retryIn));
    }

    private static Identification answer(@Nullable DeviceIdentity device) {
        return device == null ? Unknown.INSTANCE : new Known(device);
    }

    @SuppressWarnings("NullAway") // The cache's contract: null means that there is nothing to remember.
    private CompletableFuture<DeviceIdentity> load(KeyHash key, Executor executor) {
        return directory.findByKey(key).map(found -> found.orElse(null)).subscribeAsCompletionStage();
    }
}
