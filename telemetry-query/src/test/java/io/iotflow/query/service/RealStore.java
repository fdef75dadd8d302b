package io.iotflow.query.service;

import io.iotflow.local.home.PortName;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Points the service at the real IoTDB and Redis of the build. */
public final class RealStore implements QuarkusTestResourceLifecycleManager {

    /** SHA-256 of "test". */
    private static final String TOKEN_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    static final String SERVICE_SECRET = "the secret of the services";

    @Override
    public Map<String, String> start() {
        try {
            return settings(RealInfrastructure.get());
        } catch (IOException failure) {
            throw new IllegalStateException("the infrastructure did not start", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interruption);
        }
    }

    private static Map<String, String> settings(StackFacts facts) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.http.test-port",
                "0",
                "quarkus.management.test-port",
                "0",
                "quarkus.management.port",
                "0",
                "quarkus.redis.hosts",
                facts.redisUri(),
                "quarkus.datasource.reactive.url",
                facts.postgresUri("postgres"),
                "iotflow.store.port",
                Integer.toString(facts.port(PortName.IOTDB)),
                "iotflow.store.username",
                facts.iotdbUser(),
                "iotflow.store.password",
                facts.iotdbPassword(),
                "iotflow.operator.admin-token-sha256",
                TOKEN_HASH));
        settings.put("iotflow.query.export-page", "7");
        settings.put("iotflow.internal.secret", SERVICE_SECRET);
        settings.put("iotflow.stream.recheck", "300ms");
        settings.put("iotflow.stream.most-waiting", "16");
        settings.put("iotflow.retention.rules-every", "1s");
        settings.put("iotflow.retention.erase-every", "1s");
        settings.put("iotflow.retention.most-rules", "2");
        settings.put("iotflow.retention.page", "3");
        return settings;
    }

    @Override
    public void stop() {
        // It ends with the build.
    }
}
