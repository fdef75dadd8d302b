package io.iotflow.registry.configuration;

import io.iotflow.domain.DeviceId;
import io.iotflow.identity.DeviceFeed;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.database.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Sets a value of a device's configuration and tells it, once it is committed. */
@Singleton
class Configure {

    private final Database database;
    private final ConfigurationRepository configurations;
    private final DeviceFeed feed;
    private final ConfigurationSettings settings;

    Configure(
            Database database,
            ConfigurationRepository configurations,
            DeviceFeed feed,
            ConfigurationSettings settings) {
        this.database = database;
        this.configurations = configurations;
        this.feed = feed;
        this.settings = settings;
    }

    Uni<Configuration.Entry> set(DeviceId device, String key, ConfigurationValue value) {
        return database.inTransaction(statements -> configurations
                        .nextVersion(statements, device)
                        .chain(version -> configurations.put(statements, device, key, value, version))
                        .call(() -> configurations.count(statements, device).invoke(this::refuseTooMany)))
                .call(() -> feed.announce(DeviceFeed.Kind.CONFIGURATION_CHANGED, device));
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
