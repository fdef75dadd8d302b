package io.iotflow.simulator.run;

import io.iotflow.simulator.device.WireForm;
import io.iotflow.simulator.fleet.FleetMember;
import io.iotflow.simulator.fleet.FleetPlan;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import io.iotflow.simulator.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which devices a run has, and how they come to their keys. For one use. Blocks. */
public final class Roster {

    private final Enrolment enrolment;
    private final Scenario scenario;
    private final List<String> introduction = new ArrayList<>();

    public Roster(Platform platform, Admission admission, Scenario scenario) {
        this.enrolment = new Enrolment(platform, admission);
        this.scenario = scenario;
    }

    /** Registers the devices. */
    public FleetPlan plan() throws PlatformException {
        long seed = scenario.seed();
        String run = String.format(Locale.ROOT, "%08x", (int) (seed ^ seed >>> 32));
        List<FleetMember> members = scenario.devices().apply(run);
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
        Scenario.Sending sending = scenario.sending();
        return new FleetPlan(
                devices,
                members.stream().map(FleetMember::profile).toList(),
                new WireForm(run, sending.batch(), sending.payloadBytes(), sending.timestamps()),
                sending.qos(),
                scenario.firstRate(),
                scenario.tempo().ramp(),
                scenario.tempo().stagger(),
                scenario.faults(),
                seed);
    }

    /** What to tell the user before the run begins. */
    public List<String> introduction() {
        return List.copyOf(introduction);
    }
}
