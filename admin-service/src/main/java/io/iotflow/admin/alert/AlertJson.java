package io.iotflow.admin.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iotflow.admin.alert.Alert.Course;
import io.iotflow.admin.alert.Alert.Origin;
import io.iotflow.domain.WireTime;
import org.jspecify.annotations.Nullable;

/**
 * An alert in an answer and in a webhook.
 *
 * @param ruleId absent when the rule is no more
 * @param holdsSince since when the rule's condition held when it opened
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertJson(
        long id,
        String state,
        String severity,
        String type,
        String message,
        @Nullable Long ruleId,
        String ruleName,
        long deviceId,
        String deviceName,
        String holdsSince,
        String openedAt,
        @Nullable String acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable String closedAt,
        @Nullable String closedBy,
        @Nullable String closedBecause) {

    static AlertJson of(Alert alert) {
        Origin origin = alert.origin();
        Course course = alert.course();
        return new AlertJson(
                alert.id(),
                alert.state().wireName(),
                origin.severity(),
                origin.type(),
                alert.message(),
                origin.ruleId().orElse(null),
                origin.ruleName(),
                origin.deviceId(),
                origin.deviceName(),
                WireTime.of(course.holdsSince()),
                WireTime.of(course.openedAt()),
                course.acknowledged().map(step -> WireTime.of(step.at())).orElse(null),
                course.acknowledged().map(Alert.Step::by).orElse(null),
                course.closed().map(end -> WireTime.of(end.at())).orElse(null),
                course.closed().map(Alert.End::by).orElse(null),
                course.closed().map(Alert.End::because).orElse(null));
    }
}
