package io.iotflow.simulator.run;

import java.util.Optional;

/**
 * How devices come to names and keys.
 *
 * @param autoSuffix takes name_1, name_2, … when a name is taken
 * @param forceRegister takes a registered device over, with a new key
 * @param adminToken of an operator; fleets are registered at once with it
 */
public record Admission(boolean autoSuffix, boolean forceRegister, Optional<String> adminToken) {

    @Override
    public String toString() {
        return "Admission[autoSuffix=" + autoSuffix + ", forceRegister=" + forceRegister + ", token hidden]";
    }
}
