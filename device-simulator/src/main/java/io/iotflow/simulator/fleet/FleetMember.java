package io.iotflow.simulator.fleet;

import io.iotflow.simulator.profile.Profile;
import java.util.function.UnaryOperator;

/**
 * A device that a fleet is to have.
 *
 * @param type its device type at the platform
 */
public record FleetMember(String name, String type, Profile profile) {

    /** The same with a changed profile. */
    public FleetMember with(UnaryOperator<Profile> change) {
        return new FleetMember(name, type, change.apply(profile));
    }
}
