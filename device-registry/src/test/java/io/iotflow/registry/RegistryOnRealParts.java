package io.iotflow.registry;

import io.iotflow.local.home.PortName;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Points the service under test at the infrastructure of the build. */
public final class RegistryOnRealParts implements QuarkusTestResourceLifecycleManager {

    static final String SERVICE_SECRET = "the-secret-of-the-services";
    static final String PROVISIONING_KEY = "abc";

    /** Commands that may wait for one device. */
    static final int MOST_PENDING = 20;

    /** Values of one device's configuration. */
    static final int MOST_VALUES = 20;

    /** The SHA-256 of "abc", from FIPS 180-2, appendix B.1. */
    private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /** As in production: registration with the key, statuses for those who are known, the usual limits. */
    private static final Map<String, String> CLOSED =
            Map.of("iotflow.registration.access", "key", "iotflow.status.access", "authenticated");

    private boolean closed;

    @Override
    public void init(Map<String, String> arguments) {
        closed = arguments.containsKey("closed");
    }

    @Override
    public Map<String, String> start() {
        try {
            Map<String, String> settings = settings(RealInfrastructure.get());
            if (closed) {
                settings.putAll(CLOSED);
                settings.remove("iotflow.limits.registration.requests");
            }
            return settings;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }

    private static Map<String, String> settings(StackFacts facts) {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        settings.put("quarkus.datasource.username", facts.postgresUser());
        settings.put("quarkus.datasource.password", facts.postgresPassword());
        settings.put("quarkus.datasource.reactive.url", facts.postgresUri("iotflow"));
        settings.put("quarkus.datasource.jdbc.url", facts.postgresJdbcUrl("iotflow"));
        settings.put("quarkus.redis.hosts", facts.redisUri());
        settings.put("iotflow.store.host", "127.0.0.1");
        settings.put("iotflow.store.port", Integer.toString(facts.port(PortName.IOTDB)));
        settings.put("iotflow.store.username", facts.iotdbUser());
        settings.put("iotflow.store.password", facts.iotdbPassword());
        settings.put("iotflow.operator.admin-token-sha256", HASH_OF_ABC);
        settings.put("iotflow.limits.registration.requests", "0");
        settings.put("iotflow.registration.access", "open");
        settings.put("iotflow.registration.key-sha256", HASH_OF_ABC);
        settings.put("iotflow.status.access", "open");
        settings.put("iotflow.internal.secret", SERVICE_SECRET);
        settings.put("iotflow.commands.most-pending", Integer.toString(MOST_PENDING));
        settings.put("iotflow.configuration.most-values", Integer.toString(MOST_VALUES));
        settings.put("iotflow.commands.upkeep-every", "1s");
        settings.put("iotflow.keys.keep-uses-every", "1s");
        settings.put("iotflow.keys.uses-abandoned-after", "0s");
        settings.put("iotflow.key-uses.tell-every", "100ms");
        return settings;
    }

    @Override
    public void stop() {
        // The infrastructure ends with the build.
    }
}
