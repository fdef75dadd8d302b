package io.iotflow.simulator.run;

import io.iotflow.simulator.fleet.FleetMember;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.Platform;
import io.iotflow.simulator.platform.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gets simulated devices names and keys. Blocks. */
final class Enrolment {

    private static final int MOST_SUFFIXES = 1000;

    private final Platform platform;
    private final Admission admission;

    Enrolment(Platform platform, Admission admission) {
        this.platform = platform;
        this.admission = admission;
    }

    DeviceCredentials enrol(FleetMember member) throws PlatformException {
        Optional<DeviceCredentials> device = platform.register(member.name(), member.type());
        if (device.isPresent()) {
            return device.get();
        }
        if (admission.forceRegister()) {
            return platform.takeOver(member.name(), adminToken());
        }
        if (admission.autoSuffix()) {
            return withSuffix(member);
        }
        throw new PlatformException("The name " + member.name() + " is taken. Try " + member.name() + "_1, "
                + member.name() + "_2 or " + member.name() + "_3, or use --auto-suffix or --force-register.");
    }

    private DeviceCredentials withSuffix(FleetMember member) throws PlatformException {
        for (int suffix = 1; suffix <= MOST_SUFFIXES; suffix++) {
            Optional<DeviceCredentials> device = platform.register(member.name() + "_" + suffix, member.type());
            if (device.isPresent()) {
                return device.get();
            }
        }
        throw new PlatformException(
                "All names from " + member.name() + "_1 to " + member.name() + "_" + MOST_SUFFIXES + " are taken.");
    }

    /** A fleet at once, as an operator; one by one when there is no operator token. */
    List<DeviceCredentials> enrolAll(List<FleetMember> members) throws PlatformException {
        if (admission.adminToken().isPresent()) {
            return platform.registerAll(
                    members.stream()
                            .map(member -> Map.entry(member.name(), member.type()))
                            .toList(),
                    adminToken());
        }
        List<DeviceCredentials> devices = new ArrayList<>();
        for (FleetMember member : members) {
            devices.add(enrol(member));
        }
        return devices;
    }

    private String adminToken() throws PlatformException {
        return admission
                .adminToken()
                .orElseThrow(() -> new PlatformException(
                        "--force-register needs the operator token: say --admin-token-file FILE."));
    }
}
