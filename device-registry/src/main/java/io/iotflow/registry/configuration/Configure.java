package io.iotflow.registry.configuration;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.audit.Audit;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sets a value of a device's configuration and tells it, once it is committed. */
@Singleton
class Configure {

    private final Database database;
    private final ConfigurationRepository configurations;
    private final DeviceFeed feed;
    private final ConfigurationSettings settings;
    private final Audit audit;

    Configure(
            Database database,
            ConfigurationRepository configurations,
            DeviceFeed feed,
            ConfigurationSettings settings,
            Audit audit) {
        this.database = database;
        this.configurations = configurations;
        this.feed = feed;
        this.settings = settings;
        this.audit = audit;
    }

    Uni<Configuration.Entry> set(DeviceId device, WantedValue wanted) {
        return database.inTransaction(statements -> put(statements, device, wanted))
                .call(() -> feed.announce(DeviceFeed.Kind.CONFIGURATION_CHANGED, device));
    }

    /** The same by an operator, which is in the audit with what was and what is. */
    Uni<Configuration> setByOperator(DeviceId device, WantedValue wanted) {
        return database.inTransaction(statements -> putAudited(statements, device, wanted))
                .call(() -> feed.announce(DeviceFeed.Kind.CONFIGURATION_CHANGED, device))
                .chain(() -> configurations.of(device));
    }

    /** What was is read when the device's row is locked, so nobody changes it before this change. */
    private Uni<Void> putAudited(DatabaseStatements statements, DeviceId device, WantedValue wanted) {
        return configurations
                .nextVersion(statements, device)
                .chain(version -> configurations
                        .find(statements, device, wanted.key())
                        .call(() -> put(statements, device, wanted, version))
                        .chain(before -> audit.record(
                                statements,
                                "device.configuration.set",
                                "device",
                                device.toString(),
                                change(before, wanted))));
    }

    private static Map<String, Object> change(Optional<String> before, WantedValue wanted) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("key", wanted.key());
        before.ifPresent(value -> change.put("before", value));
        change.put("after", wanted.value().json());
        return change;
    }

    private Uni<Configuration.Entry> put(DatabaseStatements statements, DeviceId device, WantedValue wanted) {
        return configurations
                .nextVersion(statements, device)
                .chain(version -> put(statements, device, wanted, version));
    }

    private Uni<Configuration.Entry> put(
            DatabaseStatements statements, DeviceId device, WantedValue wanted, long version) {
        return configurations
                .put(statements, device, wanted.key(), wanted.value(), version)
                .call(() -> configurations.count(statements, device).invoke(this::refuseTooMany));
    }

    private void refuseTooMany(int values) {
        if (values > settings.mostValues()) {
            throw ProblemException.titled(
                    ProblemType.CONFLICT,
                    "Too many values",
                    "A configuration has at most " + settings.mostValues() + " values.");
        }
    }
}
