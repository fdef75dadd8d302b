package io.iotflow.admin.oidc;

import io.iotflow.operator.OperatorRole;

/**
 * Whom the provider knows, as its verified ID token says.
 *
 * @param subject the issuer and the provider's own name, which never changes; the pair is unique
 * @param name for people to read
 */
record Person(String subject, String name, OperatorRole role) {}
