package io.iotflow.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTest {

    private static final Map<String, String> WHOLE = Map.of(
            "iotflow.oidc.issuer", "https://login.example.com/realms/plant",
            "iotflow.oidc.client-id", "iotflow",
            "iotflow.oidc.public-url", "https://iot.example.com/",
            "iotflow.oidc.roles.admin", "iot-admins");

    @Test
    void isOffWithoutAnIssuer() {
        assertThat(Client.of(TypedSettings.of(Map.of()))).isEmpty();
    }

    @Test
    void comesBackToThePublicAddress() {
        Client client = Client.of(TypedSettings.of(WHOLE)).orElseThrow();

        assertThat(client.callback()).hasToString("https://iot.example.com/login/oidc/callback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-id", "public-url", "roles.admin"})
    void namesTheSettingThatIsMissing(String setting) {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.remove("iotflow.oidc." + setting);

        assertThatThrownBy(() -> Client.of(TypedSettings.of(settings)))
                .hasMessageContaining("iotflow.oidc." + setting.replace("admin", "viewer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "public-url"})
    void refusesAnAddressThatOthersCanRead(String setting) {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.put("iotflow.oidc." + setting, "http://iot.example.com");

        assertThatThrownBy(() -> Client.of(TypedSettings.of(settings)))
                .hasMessage("iotflow.oidc." + setting + " must be an https address.");
    }
}
