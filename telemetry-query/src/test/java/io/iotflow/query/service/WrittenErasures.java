package io.iotflow.query.service;

import io.iotflow.domain.DeviceId;
import io.iotflow.query.erasure.ErasureAudit;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what would be in the audit, and fails for the devices that a test names. */
@Alternative
@Priority(1)
@Singleton
class WrittenErasures implements ErasureAudit {

    private final List<Erasure> written = new CopyOnWriteArrayList<>();
    private final Set<DeviceId> silent = ConcurrentHashMap.newKeySet();

    void fallSilentFor(DeviceId device) {
        silent.add(device);
    }

    List<Erasure> of(DeviceId device) {
        return written.stream()
                .filter(erasure -> erasure.device().equals(device))
                .toList();
    }

    @Override
    public Uni<Void> record(Erasure erasure) {
        if (silent.contains(erasure.device())) {
            return Uni.createFrom().failure(new IllegalStateException("silent"));
        }
        written.add(erasure);
        return Uni.createFrom().voidItem();
    }
}
