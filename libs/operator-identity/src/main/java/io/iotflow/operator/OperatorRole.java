package io.iotflow.operator;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an operator may do. A higher role includes the lower ones. */
public enum OperatorRole {
    /** Reads. */
    VIEWER(Names.VIEWER),
    /** Changes devices and sends commands. */
    OPERATOR(Names.OPERATOR),
    /** Deletes, rotates keys, issues tokens. */
    ADMIN(Names.ADMIN);

    private final String roleName;

    OperatorRole(String roleName) {
        this.roleName = roleName;
    }

    /** The name in tokens and in {@code @RolesAllowed}. */
    public String roleName() {
        return roleName;
    }

    /** The role of a name; anything else is empty. */
    public static Optional<OperatorRole> parse(String roleName) {
        return Arrays.stream(values())
                .filter(role -> role.roleName.equals(roleName))
                .findFirst();
    }

    /** The names of this role and of all that it includes. */
    public Set<String> includedNames() {
        return Arrays.stream(values())
                .filter(role -> role.ordinal() <= ordinal())
                .map(OperatorRole::roleName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Constants for {@code @RolesAllowed}. */
    public static final class Names {
        public static final String VIEWER = "viewer";
        public static final String OPERATOR = "operator";
        public static final String ADMIN = "admin";

        private Names() {}
    }
}
