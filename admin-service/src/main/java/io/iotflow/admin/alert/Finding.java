package io.iotflow.admin.alert;

import java.util.List;

/**
 * What a round found of some devices of a rule. A device of which nothing can be said is in neither list: nothing changes.
 *
 * @param held devices of which the condition holds
 * @param fine ids of devices of which it does not
 */
public record Finding(List<Held> held, List<Long> fine) {

    /**
     * A device of which the condition holds.
     *
     * @param message what was found, in a sentence
     */
    public record Held(long deviceId, String deviceName, String message) {}
}
