package io.iotflow.simulator.cumulocity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a topic must be in order to be published to (MQTT 3.1.1, 4.7, 1.5.3 and 3.3.2), in words that explain. */
public final class TopicRules {

    private static final int LONGEST = 65_535;

    private TopicRules() {}

    /** Why a message can't be published to a topic; empty when it can. */
    public static Optional<String> objection(String topic) {
        if (topic.isEmpty()) {
            return Optional.of("A topic must not be empty.");
        }
        if (topic.indexOf('#') >= 0 || topic.indexOf('+') >= 0) {
            return Optional.of("A topic to publish to has no wildcards: # and + are for subscriptions.");
        }
        if (topic.indexOf('*') >= 0) {
            return Optional.of(
                    "The character * is no MQTT wildcard, and this product does not publish topics with it.");
        }
        if (topic.indexOf('\0') >= 0) {
            return Optional.of("A topic must not hold the character NUL.");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(topic)) {
            return Optional.of("A topic must be text: half of a surrogate pair is none.");
        }
        int bytes = topic.getBytes(StandardCharsets.UTF_8).length;
        return bytes > LONGEST
                ? Optional.of("A topic has at most " + LONGEST + " bytes of UTF-8; this one has " + bytes + ".")
                : Optional.empty();
    }
}
