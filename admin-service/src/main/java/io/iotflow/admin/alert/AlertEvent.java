package io.iotflow.admin.alert;

import java.util.Locale;

/** What happened to an alert; each once at most. */
enum AlertEvent {
    OPENED,
    ACKNOWLEDGED,
    CLOSED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
