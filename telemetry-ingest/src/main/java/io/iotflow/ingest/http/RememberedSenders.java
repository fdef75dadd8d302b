package io.iotflow.ingest.http;

import io.iotflow.identity.ApiKey;
import io.iotflow.identity.DeviceIdentifier;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.KeyHash;
import io.iotflow.ingest.quota.TelemetryQuota;
import io.iotflow.limit.LimitAnswer;
import io.iotflow.limit.Verdict;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.MDC;

/** Lets those devices in of whom all is known in memory: who they are, that they are active, and what they may still send. */
@Singleton
class RememberedSenders {

    private final DeviceIdentifier identifier;
    private final TelemetryQuota quota;

    RememberedSenders(DeviceIdentifier identifier, TelemetryQuota quota) {
        this.identifier = identifier;
        this.quota = quota;
    }

    /**
     * The device that sent a request, counted, with the headers of its limit set; empty when somebody else has to decide, and then
     * nothing was counted.
     */
    Optional<DeviceIdentity> letIn(HttpServerRequest request) {
        Optional<KeyHash> key =
                ApiKey.parse(request.getHeader(PlainRequests.API_KEY)).map(KeyHash::of);
        Optional<DeviceIdentity> device = key.flatMap(identifier::remembered);
        Optional<Verdict> verdict = device.flatMap(quota::tryPass);
        if (key.isEmpty() || device.isEmpty() || verdict.isEmpty()) {
            return Optional.empty();
        }
        identifier.used(key.get());
        LimitAnswer.give(request.response(), verdict.get());
        MDC.put("device_id", device.get().id().toString());
        return device;
    }
}
