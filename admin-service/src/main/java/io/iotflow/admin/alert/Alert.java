package io.iotflow.admin.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * A rule held of a device for long enough.
 *
 * @param message what was found, in a sentence
 */
record Alert(long id, Origin origin, AlertState state, String message, Course course) {

    /**
     * Which rule, of which device, under the names that they had.
     *
     * @param ruleId empty when the rule is no more
     * @param type the type of the rule's condition
     */
    record Origin(
            Optional<Long> ruleId, String ruleName, String severity, String type, long deviceId, String deviceName) {}

    /** When what happened. */
    record Course(Instant holdsSince, Instant openedAt, Optional<Step> acknowledged, Optional<End> closed) {}

    /** Somebody did something. */
    record Step(Instant at, String by) {}

    /** It was closed, and why. */
    record End(Instant at, String by, String because) {}
}
