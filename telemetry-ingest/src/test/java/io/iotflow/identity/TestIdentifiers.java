package io.iotflow.identity;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes what services get injected, over a directory of the test's own. */
public final class TestIdentifiers {

    private TestIdentifiers() {}

    /** Keys without an end, held by whom the test says. */
    public static DeviceIdentifier over(
            Function<KeyHash, Uni<Optional<DeviceIdentity>>> holders, IdentitySettings settings) {
        return new DeviceIdentifier(new Keys(holders), settings, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    public static CertifiedDevices certified(DeviceDirectory directory, IdentitySettings settings) {
        return new CertifiedDevices(directory, settings);
    }

    private record Keys(Function<KeyHash, Uni<Optional<DeviceIdentity>>> holders) implements KeyDirectory {

        @Override
        public Uni<Map<KeyHash, HeldKey>> find(Collection<KeyHash> keys) {
            return Multi.createFrom()
                    .iterable(keys)
                    .onItem()
                    .transformToUniAndConcatenate(key -> holders.apply(key).map(holder -> Map.entry(key, holder)))
                    .filter(found -> found.getValue().isPresent())
                    .collect()
                    .asMap(
                            Map.Entry::getKey,
                            found -> new HeldKey(found.getValue().orElseThrow(), Optional.empty()));
        }

        @Override
        public Uni<String> now() {
            return Uni.createFrom().item("0");
        }

        @Override
        public Uni<Changes> changesSince(String point) {
            return Uni.createFrom().item(new Changes(Set.of(), point));
        }
    }
}
