package io.iotflow.admin.alert.administration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.iotflow.admin.alert.rule.ConditionParts;
import io.iotflow.admin.alert.rule.Rule;
import io.iotflow.admin.alert.rule.RuleDefinition;
import io.iotflow.admin.alert.rule.Scope.OfGroup;
import io.iotflow.admin.alert.rule.Scope.OfType;
import io.iotflow.admin.alert.rule.Scope.OneDevice;
import io.iotflow.domain.WireTime;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the API speaks it. What its type does not need is absent, and so is the secret of its webhook but in the answer to
 * the request that made it.
 *
 * @param holdFor {@code for}: a length of time such as {@code 5m}
 * @param evaluationProblem why the newest round did not come to its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RuleJson(
        long id,
        String name,
        boolean enabled,
        String severity,
        String type,
        @Nullable String field,
        @Nullable String comparison,
        @Nullable Double threshold,
        @Nullable String window,
        @JsonProperty("for") String holdFor,
        @Nullable Long deviceId,
        @Nullable Long groupId,
        @Nullable String deviceType,
        @Nullable String webhookUrl,
        @Nullable String webhookSecret,
        int openAlerts,
        String createdBy,
        String createdAt,
        String updatedAt,
        @Nullable String evaluatedAt,
        @Nullable String evaluationProblem) {

    static RuleJson of(Rule rule) {
        return of(rule, Optional.empty());
    }

    /** With the secret of the webhook, which is shown once. */
    static RuleJson of(Rule rule, Optional<String> webhookSecret) {
        RuleDefinition said = rule.definition();
        ConditionParts parts = ConditionParts.of(said.condition());
        return new RuleJson(
                rule.id(),
                said.name(),
                said.enabled(),
                said.severity().wireName(),
                said.condition().type(),
                parts.field(),
                parts.comparison() == null ? null : parts.comparison().wireName(),
                parts.threshold(),
                parts.window() == null ? null : text(parts.window()),
                text(said.holdFor()),
                said.scope() instanceof OneDevice(long id) ? id : null,
                said.scope() instanceof OfGroup(long id) ? id : null,
                said.scope() instanceof OfType(String type) ? type : null,
                said.webhook().map(URI::toString).orElse(null),
                webhookSecret.orElse(null),
                rule.evaluation().openAlerts(),
                rule.history().createdBy(),
                WireTime.of(rule.history().createdAt()),
                WireTime.of(rule.history().updatedAt()),
                rule.evaluation().at().map(WireTime::of).orElse(null),
                rule.evaluation().problem().orElse(null));
    }

    /** As people write it, in the largest unit that fits: 90s, 5m, 24h, 7d. */
    static String text(Duration span) {
        long seconds = span.toSeconds();
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3600 + "h";
    }
}
