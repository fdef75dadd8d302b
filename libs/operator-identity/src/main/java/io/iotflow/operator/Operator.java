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

    @Override
    public String getName() {
        return name;
    }
}
