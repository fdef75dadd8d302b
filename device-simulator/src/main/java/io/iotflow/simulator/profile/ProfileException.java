package io.iotflow.simulator.profile;

import java.util.List;

/** A profile that can't be used; the message names everything that is wrong with it, a line each. */
public final class ProfileException extends Exception {

    ProfileException(String source, List<String> complaints) {
        super(source + " is no profile:\n  " + String.join("\n  ", complaints));
    }
}
