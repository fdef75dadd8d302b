package io.iotflow.query.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Nobody waits for figures. */
public final class NoPatience implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("iotflow.figures.patience", "PT0.001S");
    }

    @Override
    public void stop() {
        // Nothing was started.
    }
}
