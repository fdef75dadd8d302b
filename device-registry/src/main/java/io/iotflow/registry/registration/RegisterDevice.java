package io.iotflow.registry.registration;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.ApiKey;
import io.iotflow.operator.Operator;
import io.iotflow.registry.audit.Audit;
import io.iotflow.registry.audit.AuditedChange;
import io.iotflow.registry.credential.ApiKeyRepository;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.device.Device;
import io.iotflow.registry.device.DeviceDescription;
import io.iotflow.registry.device.DeviceRepository;
import io.iotflow.registry.device.NameTaken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds devices, each with its first key: both or neither. */
@Singleton
class RegisterDevice {

    /** What became of one registration. */
    sealed interface Outcome {

        /** A new device and its key, the only time that it is seen. */
        record Registered(Device device, ApiKey key) implements Outcome {}

        /** The same device was registered before. */
        record AlreadyThere(Device device) implements Outcome {}

        /** Another device has the name. */
        record NameIsTaken() implements Outcome {}
    }

    private final Database database;
    private final DeviceRepository devices;
    private final ApiKeyRepository keys;
    private final Audit audit;
    private final RandomGenerator random;

    RegisterDevice(
            Database database, DeviceRepository devices, ApiKeyRepository keys, Audit audit, RandomGenerator random) {
        this.database = database;
        this.devices = devices;
        this.keys = keys;
        this.audit = audit;
        this.random = random;
    }

    /** Registers one device; fails when its name is taken, by the same device too. */
    Uni<Outcome.Registered> register(DeviceDescription description) {
        return audit.operator()
                .chain(by -> database.inTransaction(statements ->
                        add(statements, List.of(description)).call(added -> record(statements, by, added))))
                .map(added -> added.stream().findFirst().orElseThrow(NameTaken::problem));
    }

    /** Registers several; the outcomes are in the order of the descriptions, whose names differ from each other. */
    Uni<List<Outcome>> registerAll(List<DeviceDescription> descriptions) {
        return audit.operator()
                .chain(by -> database.inTransaction(statements -> add(statements, descriptions)
                        .call(added -> record(statements, by, added))
                        .chain(added -> complete(statements, descriptions, added))));
    }

    /** What an operator registers is in the audit, a batch as one entry; what devices do themselves is not. */
    private Uni<Void> record(
            DatabaseStatements statements, Optional<Operator> by, List<Outcome.Registered> registered) {
        if (by.isEmpty() || registered.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Device first = registered.getFirst().device();
        AuditedChange change = registered.size() == 1
                ? registration(
                        first.id().toString(),
                        Map.of(
                                "name",
                                first.description().name(),
                                "device_type",
                                first.description().deviceType()))
                : registration(
                        "many",
                        Map.of(
                                "device_ids",
                                registered.stream()
                                        .map(one -> one.device().id().value())
                                        .toList()));
        return audit.recordAs(statements, by.get().name(), change);
    }

    private static AuditedChange registration(String id, Map<String, Object> after) {
        return new AuditedChange("device.register", "device", id, Map.of("after", after));
    }

    private Uni<List<Outcome.Registered>> add(DatabaseStatements statements, List<DeviceDescription> descriptions) {
        return devices.add(statements, descriptions).chain(added -> {
            List<Outcome.Registered> registered = added.stream()
                    .map(device -> new Outcome.Registered(device, ApiKey.generate(random)))
                    .toList();
            Map<DeviceId, ApiKey> made = registered.stream()
                    .collect(Collectors.toMap(one -> one.device().id(), Outcome.Registered::key));
            return keys.add(statements, made).replaceWith(registered);
        });
    }

    private Uni<List<Outcome>> complete(
            DatabaseStatements statements, List<DeviceDescription> wanted, List<Outcome.Registered> added) {
        Map<String, Outcome.Registered> byName = added.stream()
                .collect(Collectors.toMap(one -> one.device().description().name(), Function.identity()));
        List<String> others = wanted.stream()
                .map(DeviceDescription::name)
                .filter(name -> !byName.containsKey(name))
                .toList();
        return devices.named(statements, others).map(found -> {
            Map<String, Device> before = found.stream()
                    .collect(Collectors.toMap(device -> device.description().name(), Function.identity()));
            return wanted.stream()
                    .flatMap(one -> Stream.<Outcome>of(outcome(one, byName, before)))
                    .toList();
        });
    }

    private static Outcome outcome(
            DeviceDescription wanted, Map<String, Outcome.Registered> added, Map<String, Device> before) {
        Outcome.Registered registered = added.get(wanted.name());
        if (registered != null) {
            return registered;
        }
        Device same = before.get(wanted.name());
        return same != null && same.description().equals(wanted)
                ? new Outcome.AlreadyThere(same)
                : new Outcome.NameIsTaken();
    }
}
