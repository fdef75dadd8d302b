package io.iotflow.simulator.command;

import io.iotflow.simulator.fleet.FleetMember;
import io.iotflow.simulator.fleet.FleetPlan;
import io.iotflow.simulator.fleet.FleetPreset;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import io.iotflow.simulator.profile.Profile;
import io.iotflow.simulator.profile.ProfileCatalog;
import io.iotflow.simulator.profile.ProfileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which devices a run has, and how they come to their keys. For one use. */
final class Roster {

    private final Enrolment enrolment;
    private final SimulateOptions options;
    private final FleetOptions fleet;
    private final long seed;
    private final List<String> introduction = new ArrayList<>();

    Roster(Platform platform, SimulateOptions options, FleetOptions fleet, long seed) {
        this.enrolment = new Enrolment(platform, options);
        this.options = options;
        this.fleet = fleet;
        this.seed = seed;
    }

    /** Registers the devices. */
    FleetPlan plan() throws PlatformException, ProfileException, IOException {
        if (fleet.count < 1 || options.qos < 0 || options.qos > 2) {
            throw new PlatformException("--count must be at least 1, and --qos 0, 1 or 2.");
        }
        String run = String.format(Locale.ROOT, "%08x", (int) (seed ^ seed >>> 32));
        List<FleetMember> members = members(run);
        List<DeviceCredentials> devices = new ArrayList<>();
        if (members.size() == 1) {
            DeviceCredentials device = enrolment.enrol(members.getFirst());
            devices.add(device);
            introduction.add("device " + device.id() + " (" + device.name() + "), profile "
                    + members.getFirst().profile().name());
        } else {
            devices.addAll(enrolment.enrolAll(members));
            introduction.add("fleet of " + devices.size() + " devices: "
                    + members.getFirst().name() + " … " + members.getLast().name());
        }
        introduction.add("run " + run + ", seed " + seed);
        return new FleetPlan(
                devices,
                members.stream().map(FleetMember::profile).toList(),
                fleet.form(run),
                options.qos,
                fleet.rate,
                fleet.rampTime(),
                fleet.staggerTime(),
                seed);
    }

    /** What to tell the user before the run begins. */
    List<String> introduction() {
        return List.copyOf(introduction);
    }

    private List<FleetMember> members(String run) throws PlatformException, ProfileException {
        if (!fleet.preset.isEmpty()) {
            FleetPreset preset = FleetPreset.named(fleet.preset)
                    .orElseThrow(() -> new PlatformException(
                            "There is no fleet '" + fleet.preset + "'. There are: home, office, factory."));
            String prefix = options.name.isEmpty() ? preset.label() + "-" + run : options.name;
            return preset.members(prefix).stream().map(this::adjusted).toList();
        }
        String name = options.name.isEmpty() ? "device-" + run : options.name;
        Profile profile = profile();
        List<FleetMember> members = new ArrayList<>();
        for (int i = 1; i <= fleet.count; i++) {
            members.add(new FleetMember(fleet.count == 1 ? name : name + "-" + i, options.type, profile));
        }
        return members.stream().map(this::adjusted).toList();
    }

    private FleetMember adjusted(FleetMember member) {
        Double interval = options.interval;
        Double failures = fleet.failureRate;
        FleetMember paced = interval == null ? member : member.with(profile -> profile.withTelemetrySeconds(interval));
        return failures == null ? paced : paced.with(profile -> profile.withFailureRate(failures));
    }

    /** One that comes with the product, or a YAML document. */
    private Profile profile() throws PlatformException, ProfileException {
        String name = options.profile;
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return ProfileCatalog.read(Path.of(name));
        }
        return ProfileCatalog.find(name)
                .orElseThrow(() -> new PlatformException("There is no profile called " + name + ". There are: "
                        + String.join(", ", ProfileCatalog.names()) + "; or name a YAML file."));
    }
}
