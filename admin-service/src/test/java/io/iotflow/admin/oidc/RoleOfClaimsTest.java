package io.iotflow.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.operator.OperatorRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleOfClaimsTest {

    private static final Map<String, String> ROLES = Map.of(
            "iotflow.oidc.roles.viewer", "guests",
            "iotflow.oidc.roles.operator", "night shift,day shift",
            "iotflow.oidc.roles.admin", "/plant/admins");

    @Test
    void countsTheHighestRole() {
        assertThat(role("groups").read(Map.of("groups", List.of("guests", "/plant/admins", "bowling"))))
                .contains(OperatorRole.ADMIN);
        assertThat(role("groups").read(Map.of("groups", List.of("day shift", "guests"))))
                .contains(OperatorRole.OPERATOR);
    }

    @Test
    void readsATextInsteadOfAList() {
        assertThat(role("groups").read(Map.of("groups", "guests"))).contains(OperatorRole.VIEWER);
    }

    @Test
    void findsAClaimInsideOfObjectsAndOneWithDotsInItsName() {
        Map<String, Object> claims = Map.of(
                "realm_access", Map.of("roles", List.of("guests")),
                "https://iot.example.com/roles", List.of("night shift"));

        assertThat(role("realm_access.roles").read(claims)).contains(OperatorRole.VIEWER);
        assertThat(role("https://iot.example.com/roles").read(claims)).contains(OperatorRole.OPERATOR);
    }

    @Test
    void letsNobodyInForAnythingElse() {
        assertThat(role("groups").read(Map.of())).isEmpty();
        assertThat(role("groups").read(Map.of("groups", List.of("GUESTS", "guests ", 7))))
                .isEmpty();
        assertThat(role("groups").read(Map.of("groups", Map.of("guests", true))))
                .isEmpty();
        assertThat(role("groups.inner").read(Map.of("groups", "guests"))).isEmpty();
    }

    private static RoleOfClaims role(String claim) {
        Map<String, String> settings = new HashMap<>(ROLES);
        settings.put("iotflow.oidc.role-claim", claim);
        return new RoleOfClaims(TypedSettings.of(settings));
    }
}
