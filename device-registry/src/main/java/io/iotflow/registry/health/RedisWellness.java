package io.iotflow.registry.health;

import io.iotflow.domain.DeviceId;
import io.iotflow.presence.PresenceReader;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Redis away: presence is unknown and changes spread more slowly, but the service works. */
@Wellness
@Singleton
class RedisWellness implements AsyncHealthCheck {

    private static final String NAME = "redis";
    private static final DeviceId ANY = new DeviceId(1);

    private final PresenceReader presence;

    RedisWellness(PresenceReader presence) {
        this.presence = presence;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return presence.read(ANY)
                .map(_ -> HealthCheckResponse.up(NAME))
                .onFailure(Throwable.class)
                .recoverWithItem(() -> HealthCheckResponse.down(NAME));
    }
}
