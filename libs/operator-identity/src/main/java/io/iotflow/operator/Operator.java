package io.iotflow.operator;

import java.security.Principal;

/**
 * A person, or a program that acts for one.
 *
 * @param name which token; for the audit
 * @param role the highest one held
 */
public record Operator(String name, OperatorRole role) implements Principal {

    @Override
    public String getName() {
        return name;
    }
}
