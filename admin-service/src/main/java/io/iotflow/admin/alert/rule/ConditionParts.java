package io.iotflow.admin.alert.rule;

import io.iotflow.admin.alert.rule.Condition.NoData;
import io.iotflow.admin.alert.rule.Condition.Offline;
import io.iotflow.admin.alert.rule.Condition.RateOfChange;
import io.iotflow.admin.alert.rule.Condition.Threshold;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A condition taken apart, as a table and a document have it; null where it has no such part. */
public record ConditionParts(
        @Nullable String field,
        @Nullable Comparison comparison,
        @Nullable Double threshold,
        @Nullable Duration window) {

    public static ConditionParts of(Condition condition) {
        return switch (condition) {
            case Threshold(String field, Comparison comparison, double threshold) ->
                new ConditionParts(field, comparison, threshold, null);
            case RateOfChange(String field, Comparison comparison, double threshold, Duration window) ->
                new ConditionParts(field, comparison, threshold, window);
            case NoData(Optional<String> field, Duration window) ->
                new ConditionParts(field.orElse(null), null, null, window);
            case Offline() -> new ConditionParts(null, null, null, null);
        };
    }
}
