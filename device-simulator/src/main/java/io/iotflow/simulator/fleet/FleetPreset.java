package io.iotflow.simulator.fleet;

import io.iotflow.simulator.profile.ProfileCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fleets as they are met. */
public enum FleetPreset {
    HOME(3, 2, 2, 1, 1),
    OFFICE(5, 3, 4, 2, 2),
    FACTORY(10, 5, 8, 4, 3);

    private static final List<String> KINDS = List.of("temperature", "lock", "camera", "air", "thermostat");

    private final int[] counts;

    FleetPreset(int... counts) {
        this.counts = counts;
    }

    /** The preset with a name as on the command line. */
    public static Optional<FleetPreset> named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.label().equals(name))
                .findFirst();
    }

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its devices, with names that begin so. */
    public List<FleetMember> members(String prefix) {
        List<FleetMember> members = new ArrayList<>();
        for (int kind = 0; kind < counts.length; kind++) {
            for (int i = 1; i <= counts[kind]; i++) {
                String type = KINDS.get(kind);
                members.add(new FleetMember(prefix + "-" + type + "-" + i, type, ProfileCatalog.fleetDevice(type)));
            }
        }
        return members;
    }
}
