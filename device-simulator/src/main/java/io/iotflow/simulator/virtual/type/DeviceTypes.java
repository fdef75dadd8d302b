package io.iotflow.simulator.virtual.type;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All kinds of virtual devices: three of our own, the beans, the documents of the user. A later one replaces its namesake. */
@Singleton
public class DeviceTypes {

    private static final List<DeviceType> OURS = List.of(
            new WanderingType("pv", "Solar panel", new Range(200, 250), new Range(5, 15)),
            new WanderingType("heat_pump", "Heat pump", new Range(220, 240), new Range(8, 20)),
            new WanderingType("main_grid", "Grid meter", new Range(230, 240), new Range(10, 50)));

    private final Map<String, DeviceType> types = new LinkedHashMap<>();

    DeviceTypes(Instance<DeviceType> beans, TypeSettings settings) throws IOException {
        OURS.forEach(this::add);
        beans.forEach(this::add);
        if (settings.folder().isPresent()) {
            documents(settings.folder().get()).forEach(file -> add(TypeDocument.read(file)));
        }
    }

    /** All of them, ours first. */
    public Collection<DeviceType> all() {
        return Collections.unmodifiableCollection(types.values());
    }

    /** The kind of a name. */
    public Optional<DeviceType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    private void add(DeviceType type) {
        types.put(type.name(), type);
    }

    private static List<Path> documents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
