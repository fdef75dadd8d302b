package io.iotflow.simulator.link;

import java.time.Instant;
import java.util.Optional;

/** How a connection is. */
public record LinkHealth(
        boolean connected,
        Optional<Instant> lastConnectedAt,
        Optional<Instant> lastDisconnectedAt,
        Optional<Instant> lastMessageAt,
        int reconnectAttempts,
        int maxAttempts,
        Optional<Instant> nextAttemptAt,
        long backoffSeconds,
        String clientId,
        Optional<String> lastError) {}
