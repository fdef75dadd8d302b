package io.iotflow.admin.alert.rule;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What operators say of a rule.
 *
 * @param holdFor how long the condition must hold until an alert opens
 * @param webhook who is told
 */
public record RuleDefinition(
        String name,
        boolean enabled,
        Severity severity,
        Condition condition,
        Duration holdFor,
        Scope scope,
        Optional<URI> webhook) {}
