package io.iotflow.simulator.virtual;

import io.iotflow.local.stack.StackFacts;
import io.iotflow.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Points the service under test at the real PostgreSQL; IoTFlow itself is away. */
public final class SimulatorOnRealParts implements QuarkusTestResourceLifecycleManager {

    /** The SHA-256 of "abc", from FIPS 180-2, appendix B.1. */
    private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Override
    public Map<String, String> start() {
        try {
            return settings(RealInfrastructure.get());
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
        settings.put("iotflow.operator.admin-token-sha256", HASH_OF_ABC);
        settings.put("iotflow.virtual-devices.gateway", "http://127.0.0.1:1");
        settings.put("iotflow.virtual-devices.mqtt-port", "1");
        settings.put("iotflow.simulator.runs.platform-url", "http://127.0.0.1:1");
        settings.put("iotflow.simulator.runs.mqtt-port", "1");
        return settings;
    }

    @Override
    public void stop() {
        // The infrastructure ends with the build.
    }
}
