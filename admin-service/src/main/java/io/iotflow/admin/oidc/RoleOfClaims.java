package io.iotflow.admin.oidc;

import io.iotflow.operator.OperatorRole;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads from the claims of a person which of our roles that person has. */
final class RoleOfClaims {

    private final String claim;
    private final Map<OperatorRole, List<String>> values;

    RoleOfClaims(OidcSettings settings) {
        this.claim = settings.roleClaim();
        this.values = values(settings.roles());
    }

    static boolean isEmpty(OidcSettings.Roles roles) {
        return values(roles).values().stream().allMatch(List::isEmpty);
    }

    /** The highest role of which the claim has a value; empty without one. */
    Optional<OperatorRole> read(Map<String, ?> claims) {
        List<String> held = texts(member(claims, claim));
        return values.entrySet().stream()
                .filter(role -> role.getValue().stream().anyMatch(held::contains))
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder());
    }

    private static Map<OperatorRole, List<String>> values(OidcSettings.Roles roles) {
        return Map.of(
                OperatorRole.VIEWER, roles.viewer().orElse(List.of()),
                OperatorRole.OPERATOR, roles.operator().orElse(List.of()),
                OperatorRole.ADMIN, roles.admin().orElse(List.of()));
    }

    /** A claim by its whole name, which may have dots; else the part before a dot is an object with the rest in it. */
    private static @Nullable Object member(Map<?, ?> claims, String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
                return member(inner, name.substring(dot + 1));
            }
        }
        return null;
    }

    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case String text -> List.of(text);
            case Collection<?> several ->
                several.stream()
                        .flatMap(one -> one instanceof String text ? Stream.of(text) : Stream.empty())
                        .toList();
            case null, default -> List.of();
        };
    }
}
