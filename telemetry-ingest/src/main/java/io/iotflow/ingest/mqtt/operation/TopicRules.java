package io.iotflow.ingest.mqtt.operation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a topic may look like: MQTT 5, 4.7, and below our own root. */
final class TopicRules {

    private static final String ROOT = "iotflow/";
    private static final int LONGEST = 65_535;

    private TopicRules() {}

    /** What is wrong with a topic name or filter; empty when it is legal. */
    static Optional<String> fault(String topic) {
        if (topic.isEmpty()) {
            return Optional.of("must have at least one character");
        }
        if (topic.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.of("must have at most " + LONGEST + " bytes of UTF-8");
        }
        if (topic.codePoints().anyMatch(TopicRules::isForbidden)) {
            return Optional.of("must not contain U+0000 or half of a surrogate pair");
        }
        return wildcardFault(topic)
                .or(() -> topic.startsWith(ROOT) && topic.length() > ROOT.length()
                        ? Optional.empty()
                        : Optional.of("must be below " + ROOT));
    }

    /** Whether it is a filter, to which nobody can publish. */
    static boolean hasWildcard(String topic) {
        return topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0;
    }

    private static Optional<String> wildcardFault(String topic) {
        String[] levels = topic.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean alone = levels[i].length() == 1;
            if (levels[i].indexOf('+') >= 0 && !alone) {
                return Optional.of("must have the wildcard + as a whole level");
            }
            if (levels[i].indexOf('#') >= 0 && (!alone || i < levels.length - 1)) {
                return Optional.of("must have the wildcard # as its whole last level");
            }
        }
        return Optional.empty();
    }

    private static boolean isForbidden(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }
}
