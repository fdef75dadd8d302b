package io.iotflow.admin.alert.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iotflow.domain.WireTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with telling of an event.
 *
 * @param state {@code waiting}, {@code delivered} or {@code given_up}
 * @param lastAnswer the status of the newest answer, or why there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryJson(
        String event,
        String state,
        int attempts,
        @Nullable String endedAt,
        @Nullable String lastAnswer) {

    static DeliveryJson of(
            String event, int attempts, boolean delivered, Optional<Instant> endedAt, @Nullable String lastAnswer) {
        String state = endedAt.isEmpty() ? "waiting" : delivered ? "delivered" : "given_up";
        return new DeliveryJson(
                event, state, attempts, endedAt.map(WireTime::of).orElse(null), lastAnswer);
    }
}
