package io.iotflow.operator;

import java.security.Principal;

/**
 * A person, or a program that acts for one.
 *
 * @param name which token; for the audit
 * @param role the highest one held
 */
public record Operator(String name, OperatorRole role) implements Principal {

    /** The name of the operator whose token is configured; no other token has it. */
    public static final String CONFIGURED = "admin";

    /** What the name of an operator begins with whom an identity provider let in; no named token begins so. */
    public static final String FROM_PROVIDER = "oidc:";

    /** Whether an identity provider let this operator in. */
    public boolean isFromProvider() {
        return name.startsWith(FROM_PROVIDER);
    }

    @Override
    public String getName() {
        return name;
    }
}
