package io.iotflow.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.admin.alert.AlertsOnRealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AlertsOnRealParts.class)
class OidcOffTest {

    private final PersonAtABrowser person = new PersonAtABrowser();

    @Test
    void thereIsNoOtherLoginWithoutAProvider() throws Exception {
        assertThat(person.open("/login").body()).contains("name=\"token\"").doesNotContain("oidc");
        assertThat(person.open("/login/oidc").statusCode()).isEqualTo(404);
        assertThat(person.open("/login/oidc/callback?code=a&state=b").statusCode())
                .isEqualTo(400);
        assertThat(person.send("POST", "/logout", Map.of("Authorization", "Bearer abc"))
                        .body())
                .isEqualTo("{\"next\":\"/login\"}");
    }
}
