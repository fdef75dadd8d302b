package io.iotflow.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.iotflow.domain.DeviceId;
import io.iotflow.identity.Identification.Known;
import io.iotflow.identity.Identification.Unavailable;
import io.iotflow.identity.Identification.Unknown;
import io.iotflow.service.CallerContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Answers whose key this is, from memory where it can: a remembered device costs no call. What changes is forgotten at
 * once, see {@link DeviceFeed} and {@link ChangeWatch}. While the database can't be asked, remembered devices go on. Keys
 * that nobody holds are remembered for a moment and apart, so that a flood of them pushes nobody out. Any thread may call
 * it; the answer may come on another one.
 */
@Singleton
public class DeviceIdentifier {

    private static final Logger LOG = Logger.getLogger(DeviceIdentifier.class);

    private final KeyDirectory directory;
    private final Clock clock;
    private final Duration retryIn;
    private final RememberedKeys remembered;
    private final Cache<KeyHash, Boolean> heldByNobody;
    private final KeyLookups lookups;
    private final Counter unanswered;
    private final KeyUses uses;

    DeviceIdentifier(KeyDirectory directory, IdentitySettings settings, Clock clock, MeterRegistry metrics) {
        this.directory = directory;
        this.clock = clock;
        this.retryIn = settings.retryIn();
        this.remembered = new RememberedKeys(settings.cacheSize());
        this.heldByNobody = Caffeine.newBuilder()
                .maximumSize(settings.mostUnknown())
                .expireAfterWrite(settings.unknownFor())
                .build();
        this.lookups = new KeyLookups(this::query, settings);
        this.uses = new KeyUses(settings.cacheSize());
        this.unanswered = metrics.counter("iotflow.identity.unanswered");
        metrics.gauge("iotflow.identity.remembered", remembered, RememberedKeys::size);
    }

    /** Never fails: not being able to tell is an answer. */
    public Uni<Identification> identify(String offeredKey) {
        return ApiKey.parse(offeredKey)
                .map(KeyHash::of)
                .map(this::identify)
                .orElseGet(() -> Uni.createFrom().item(Unknown.INSTANCE));
    }

    /** The same for a key whose hash is at hand. */
    public Uni<Identification> identify(KeyHash key) {
        Optional<HeldKey> held = remembered.get(key);
        if (held.isPresent()) {
            return Uni.createFrom().item(answer(key, held));
        }
        if (heldByNobody.getIfPresent(key) != null) {
            return Uni.createFrom().item(Unknown.INSTANCE);
        }
        return CallerContext.keep(lookups.find(key))
                .map(found -> answer(key, found))
                .onFailure(Exception.class)
                .invoke(this::missed)
                .onFailure(Exception.class)
                .recoverWithItem(() -> new Unavailable(retryIn));
    }

    /**
     * The active device that holds a key, where that is known without a question. It counts as a use of the key only with
     * {@link #used}: whoever asks may leave the decision to {@link #identify(KeyHash)}.
     */
    public Optional<DeviceIdentity> remembered(KeyHash key) {
        return remembered
                .get(key)
                .filter(held -> held.isValidAt(clock.instant()))
                .map(HeldKey::holder)
                .filter(DeviceIdentity::isActive);
    }

    /** A remembered device was let in with this key. */
    public void used(KeyHash key) {
        uses.used(key, clock.instant());
    }

    /** Forgets a device, so that the next question is answered by the database. */
    public void forget(DeviceId id) {
        forget(List.of(id));
    }

    /** The same for several; a key that nobody held may be one of theirs now. */
    void forget(Collection<DeviceId> ids) {
        remembered.forget(ids);
        heldByNobody.invalidateAll();
    }

    /** Forgets all devices. */
    void forgetAll() {
        remembered.forgetAll();
        heldByNobody.invalidateAll();
    }

    /** The uses of keys that nobody was told of yet. */
    KeyUses uses() {
        return uses;
    }

    private Identification answer(KeyHash key, Optional<HeldKey> found) {
        Instant now = clock.instant();
        return found.filter(held -> held.isValidAt(now))
                .map(HeldKey::holder)
                .map(holder -> letIn(key, holder, now))
                .orElse(Unknown.INSTANCE);
    }

    private Identification letIn(KeyHash key, DeviceIdentity holder, Instant now) {
        if (holder.isActive()) {
            uses.used(key, now);
        }
        return new Known(holder);
    }

    private Uni<Map<KeyHash, HeldKey>> query(List<KeyHash> keys) {
        long changesBefore = remembered.changes();
        return directory.find(keys).invoke(found -> {
            remembered.remember(found, changesBefore);
            if (remembered.changes() == changesBefore) {
                keys.stream().filter(key -> !found.containsKey(key)).forEach(key -> heldByNobody.put(key, true));
            }
        });
    }

    private void missed(Throwable failure) {
        unanswered.increment();
        LOG.debugf("A device could not be looked up: %s", failure.getMessage());
    }
}
