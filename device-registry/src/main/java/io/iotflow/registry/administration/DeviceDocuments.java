package io.iotflow.registry.administration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.WireTime;
import io.iotflow.presence.Presence;
import io.iotflow.registry.configuration.ConfigurationRepository;
import io.iotflow.registry.connectivity.Presences;
import io.iotflow.registry.credential.ApiKeyRepository;
import io.iotflow.registry.credential.ApiKeyRepository.KeyRecord;
import io.iotflow.registry.device.Device;
import io.iotflow.registry.device.DeviceJson;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
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
            @Nullable String lastUsedAt,
            long useCount) {}

    record DeviceDetails(
            DeviceJson device,
            boolean isOnline,
            @Nullable String lastSeen,
            List<AuthRecord> authRecords,
            long configCount) {}

    private final ListDevices devices;
    private final ApiKeyRepository keys;
    private final ConfigurationRepository configurations;
    private final Presences presences;

    DeviceDocuments(
            ListDevices devices, ApiKeyRepository keys, ConfigurationRepository configurations, Presences presences) {
        this.devices = devices;
        this.keys = keys;
        this.configurations = configurations;
        this.presences = presences;
    }

    Uni<DeviceList> page(DeviceQuery.Page page) {
        return devices.find(page).chain(this::complete);
    }

    Uni<DeviceDetails> details(Device device) {
        return Uni.combine()
                .all()
                .unis(presences.of(device), keys.of(device.id()), configurations.countFor(List.of(device.id())))
                .with((presence, records, counts) ->
                        details(device, presence, records, counts.getOrDefault(device.id(), 0L)));
    }

    private Uni<DeviceList> complete(ListDevices.Found page) {
        List<DeviceId> ids = page.devices().stream().map(Device::id).toList();
        return Uni.combine()
                .all()
                .unis(presences.of(ids), keys.countFor(ids), configurations.countFor(ids))
                .with((known, keyCounts, configCounts) -> new DeviceList(
                        page.total(),
                        page.devices().stream()
                                .map(device -> listed(
                                        device,
                                        known.getOrDefault(device.id(), Presence.UNHEARD),
                                        configCounts.getOrDefault(device.id(), 0L),
                                        keyCounts.getOrDefault(device.id(), 0L)))
                                .toList()));
    }

    private static ListedDevice listed(Device device, Presence presence, long configCount, long keyCount) {
        return new ListedDevice(DeviceJson.of(device, presence), presence.online(), configCount, keyCount);
    }

    private static DeviceDetails details(Device device, Presence presence, List<KeyRecord> records, long configCount) {
        DeviceJson json = DeviceJson.of(device, presence);
        List<AuthRecord> shown = records.stream().map(DeviceDocuments::shown).toList();
        return new DeviceDetails(json, presence.online(), json.lastSeen(), shown, configCount);
    }

    static AuthRecord shown(KeyRecord key) {
        return new AuthRecord(
                key.id(),
                key.prefix(),
                WireTime.of(key.createdAt()),
                key.expiresAt().map(WireTime::of).orElse(null),
                key.lastUsedAt().map(WireTime::of).orElse(null),
                key.useCount());
    }
}
