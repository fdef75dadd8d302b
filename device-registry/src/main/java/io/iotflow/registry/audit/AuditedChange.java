package io.iotflow.registry.audit;

import java.util.Map;

/**
 * What was done to which object.
 *
 * @param action such as {@code device.status.change}
 * @param details no keys, no secrets
 */
public record AuditedChange(String action, String objectType, String objectId, Map<String, Object> details) {}
