package io.iotflow.admin.alert.rule;

import java.time.Duration;
import java.util.Optional;

/** What must hold of a device for an alert. */
public sealed interface Condition {

    /** The newest value of a field is too far on one side; true counts as 1, false as 0, and what is no number never holds. */
    record Threshold(String field, Comparison comparison, double threshold) implements Condition {}

    /**
     * A field changed too much: its last value within the window less its first one.
     *
     * @param threshold in the field's own unit; negative for a fall
     */
    record RateOfChange(String field, Comparison comparison, double threshold, Duration window) implements Condition {}

    /**
     * The newest reading by its own time is too old; of a device that never sent one, its registration counts.
     *
     * @param field the newest value of this field; of any when empty
     */
    record NoData(Optional<String> field, Duration window) implements Condition {}

    /** The device is not connected and was not heard within {@code iotflow.presence.online-for}. */
    record Offline() implements Condition {}

    /** As the API calls it. */
    default String type() {
        return switch (this) {
            case Threshold _ -> "threshold";
            case RateOfChange _ -> "rate_of_change";
            case NoData _ -> "no_data";
            case Offline _ -> "offline";
        };
    }
}
