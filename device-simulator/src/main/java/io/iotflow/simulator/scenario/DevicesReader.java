package io.iotflow.simulator.scenario;

import io.iotflow.simulator.fleet.FleetMember;
import io.iotflow.simulator.fleet.FleetPreset;
import io.iotflow.simulator.profile.Profile;
import io.iotflow.simulator.profile.ProfileCatalog;
import io.iotflow.simulator.profile.ProfileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads which devices a scenario has: a preset, or some that are alike. */
final class DevicesReader {

    private static final int MOST_DEVICES = 100_000;
    private static final double LONGEST_INTERVAL = 86_400;
    static final String USUAL_PROFILE = "default";

    private final Fields fields;
    private final ProfileSource profiles;

    DevicesReader(Fields fields, ProfileSource profiles) {
        this.fields = fields;
        this.profiles = profiles;
    }

    /** The devices, by the mark of the run. */
    Function<String, List<FleetMember>> read() {
        String name = fields.text("name", "");
        UnaryOperator<Profile> adjustment = adjustment();
        if (fields.has("fleet")) {
            String label = fields.text("fleet", "");
            FleetPreset preset = FleetPreset.named(label).orElseGet(() -> {
                fields.complain("fleet", "'" + label + "' is unknown; there are home, office, factory");
                return FleetPreset.HOME;
            });
            return run -> adjusted(preset.members(name.isEmpty() ? preset.label() + "-" + run : name), adjustment);
        }
        int count = (int) fields.whole("count", 1, 1, MOST_DEVICES);
        String type = fields.text("type", "sensor");
        Profile profile = adjustment.apply(profile());
        return run -> alike(name.isEmpty() ? "device-" + run : name, count, type, profile);
    }

    private static List<FleetMember> adjusted(List<FleetMember> members, UnaryOperator<Profile> adjustment) {
        return members.stream().map(member -> member.with(adjustment)).toList();
    }

    private static List<FleetMember> alike(String name, int count, String type, Profile profile) {
        List<FleetMember> members = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            members.add(new FleetMember(count == 1 ? name : name + "-" + i, type, profile));
        }
        return members;
    }

    private UnaryOperator<Profile> adjustment() {
        double interval = fields.number("interval", 0, 0, LONGEST_INTERVAL);
        double failures = fields.number("failure_rate", 0, 0, 1);
        if (fields.has("interval") && interval <= 0) {
            fields.complain("interval", "must be more than 0");
        }
        boolean othersFail = fields.has("failure_rate");
        return profile -> {
            Profile paced = interval > 0 ? profile.withTelemetrySeconds(interval) : profile;
            return othersFail ? paced.withFailureRate(failures) : paced;
        };
    }

    private Profile profile() {
        String name = fields.text("profile", USUAL_PROFILE);
        try {
            return profiles.find(name).orElseGet(() -> {
                fields.complain(
                        "profile",
                        "'" + name + "' is unknown; there are " + String.join(", ", ProfileCatalog.names())
                                + ", and YAML files on the command line");
                return usual();
            });
        } catch (ProfileException wrong) {
            fields.complain("profile", String.valueOf(wrong.getMessage()));
            return usual();
        }
    }

    private static Profile usual() {
        return Optional.of(USUAL_PROFILE).flatMap(ProfileCatalog::find).orElseThrow();
    }
}
