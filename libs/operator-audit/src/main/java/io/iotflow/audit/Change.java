package io.iotflow.audit;

import java.util.Optional;

/**
 * What is done to which object.
 *
 * @param action such as {@code alert-rule.change}; 64 characters at most
 * @param objectType such as {@code alert}; 32 characters at most
 * @param objectId 64 characters at most
 * @param before how it was; empty for something new. No secrets
 * @param after how it is then; empty for something that goes. No secrets
 */
public record Change(
        String action, String objectType, String objectId, Optional<Object> before, Optional<Object> after) {}
