package io.iotflow.admin.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far an alert has come. A rule has one that is not closed for a device, at most. */
enum AlertState {
    OPEN,
    ACKNOWLEDGED,
    CLOSED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(AlertState::wireName).toList();
    }

    static Optional<AlertState> parse(String text) {
        return Arrays.stream(values())
                .filter(one -> one.wireName().equals(text))
                .findFirst();
    }
}
