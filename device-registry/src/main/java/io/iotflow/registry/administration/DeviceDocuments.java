package io.iotflow.registry.administration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.WireTime;
import io.iotflow.presence.Presence;
import io.iotflow.registry.connectivity.Presences;
import io.iotflow.registry.credential.ApiKeyRepository;
import io.iotflow.registry.credential.ApiKeyRepository.KeyRecord;
import io.iotflow.registry.device.Device;
import io.iotflow.registry.device.DeviceFilter;
import io.iotflow.registry.device.DeviceJson;
import io.iotflow.registry.device.DevicePage;
import io.iotflow.registry.device.DeviceRepository;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Devices with everything that an operator is shown of them. */
@Singleton
class DeviceDocuments {

    /** A line of the list. */
    record ListedDevice(@JsonUnwrapped DeviceJson device, boolean isOnline, long configCount, long authRecordsCount) {}

    record DeviceList(long total, List<ListedDevice> devices) {}

    /** A key without what would let anybody in. */
    record AuthRecord(
            long id,
            String prefix,
            String createdAt,
            @Nullable String expiresAt,
            @Nullable String lastUsedAt) {}

    record DeviceDetails(
            DeviceJson device,
            boolean isOnline,
            @Nullable String lastSeen,
            List<AuthRecord> authRecords,
            Map<String, String> configurations) {}

    private final DeviceRepository devices;
    private final ApiKeyRepository keys;
    private final Presences presences;

    DeviceDocuments(DeviceRepository devices, ApiKeyRepository keys, Presences presences) {
        this.devices = devices;
        this.keys = keys;
        this.presences = presences;
    }

    Uni<DeviceList> page(DeviceFilter filter, int limit, long offset) {
        return devices.page(filter, limit, offset).chain(this::complete);
    }

    Uni<DeviceDetails> details(Device device) {
        return Uni.combine()
                .all()
                .unis(presences.of(device), keys.of(device.id()))
                .with((presence, records) -> details(device, presence, records));
    }

    private Uni<DeviceList> complete(DevicePage page) {
        List<DeviceId> ids = page.devices().stream().map(Device::id).toList();
        return Uni.combine()
                .all()
                .unis(presences.of(ids), keys.countFor(ids))
                .with((known, counts) -> new DeviceList(
                        page.total(),
                        page.devices().stream()
                                .map(device -> listed(
                                        device,
                                        known.getOrDefault(device.id(), Presence.UNHEARD),
                                        counts.getOrDefault(device.id(), 0L)))
                                .toList()));
    }

    private static ListedDevice listed(Device device, Presence presence, long keyCount) {
        return new ListedDevice(DeviceJson.of(device, presence), presence.online(), 0, keyCount);
    }

    private static DeviceDetails details(Device device, Presence presence, List<KeyRecord> records) {
        DeviceJson json = DeviceJson.of(device, presence);
        List<AuthRecord> shown = records.stream().map(DeviceDocuments::shown).toList();
        return new DeviceDetails(json, presence.online(), json.lastSeen(), shown, Map.of());
    }

    private static AuthRecord shown(KeyRecord key) {
        return new AuthRecord(
                key.id(),
                key.prefix(),
                WireTime.of(key.createdAt()),
                key.expiresAt().map(WireTime::of).orElse(null),
                key.lastUsedAt().map(WireTime::of).orElse(null));
    }
}
