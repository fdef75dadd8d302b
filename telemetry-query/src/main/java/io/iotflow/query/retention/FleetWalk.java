package io.iotflow.query.retention;

import io.iotflow.domain.DeviceId;
import io.iotflow.query.fleet.FleetDirectory;
import io.iotflow.query.fleet.FleetDirectory.TypedDevice;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Goes through all devices, page by page, each page when the one before was worked on. */
@Singleton
class FleetWalk {

    private final FleetDirectory directory;
    private final int page;

    FleetWalk(FleetDirectory directory, RetentionSettings settings) {
        this.directory = directory;
        this.page = settings.page();
    }

    Multi<List<TypedDevice>> pages() {
        return Multi.createBy()
                .repeating()
                .uni(AtomicLong::new, this::next)
                .whilst(devices -> devices.size() == page)
                .filter(devices -> !devices.isEmpty());
    }

    private Uni<List<TypedDevice>> next(AtomicLong last) {
        return directory.after(last.get(), page).invoke(devices -> {
            if (!devices.isEmpty()) {
                last.set(devices.getLast().id().value());
            }
        });
    }

    /** The devices of a page that are not kept for ever, by the time that they are kept. */
    static Map<Duration, List<DeviceId>> byAge(List<TypedDevice> devices, RetentionPolicy policy) {
        Map<Duration, List<DeviceId>> ages = new HashMap<>();
        for (TypedDevice device : devices) {
            policy.ageFor(device)
                    .ifPresent(age ->
                            ages.computeIfAbsent(age, _ -> new ArrayList<>()).add(device.id()));
        }
        return ages;
    }
}
