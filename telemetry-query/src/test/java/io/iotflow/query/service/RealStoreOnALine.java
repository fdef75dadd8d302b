package io.iotflow.query.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The real IoTDB at the end of a line that can be cut. */
public final class RealStoreOnALine implements QuarkusTestResourceLifecycleManager {

    private static final String PORT = "iotflow.store.port";
    private static final AtomicReference<StoreLine> LINE = new AtomicReference<>();

    static StoreLine line() {
        return Objects.requireNonNull(LINE.get());
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(new RealStore().start());
        try {
            StoreLine line = new StoreLine(Integer.parseInt(settings.getOrDefault(PORT, "")));
            LINE.set(line);
            settings.put(PORT, Integer.toString(line.port()));
            settings.put("iotflow.store.call-timeout", "2s");
            settings.put("iotflow.query.export-page", "1000");
            return settings;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        // It ends with the build.
    }
}
