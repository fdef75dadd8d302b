package io.iotflow.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iotflow.admin.oidc.LoginRefusedException.Reason;
import io.iotflow.testing.IdentityProvider;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @Test
    void saysThatAProviderThatIsNotThereDoesNotAnswer() throws Exception {
        IdentityProvider gone = new IdentityProvider();
        gone.close();

        LoginRefusedException refused =
                catchThrowableOfType(LoginRefusedException.class, provider(gone.issuer())::known);

        assertThat(refused.reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void refusesAProviderThatCallsItselfOtherwise() throws Exception {
        try (IdentityProvider running = new IdentityProvider()) {
            String otherName = running.issuer().replace("localhost", "127.0.0.1");

            LoginRefusedException refused =
                    catchThrowableOfType(LoginRefusedException.class, provider(otherName)::known);

            assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE);
        }
    }

    private static Provider provider(String issuer) {
        OidcSettings settings = TypedSettings.of(Map.of(
                "iotflow.oidc.issuer",
                issuer,
                "iotflow.oidc.client-id",
                IdentityProvider.CLIENT,
                "iotflow.oidc.public-url",
                "http://127.0.0.1",
                "iotflow.oidc.roles.viewer",
                "guests"));
        return new Provider(Client.of(settings).orElseThrow(), settings, CLOCK);
    }
}
