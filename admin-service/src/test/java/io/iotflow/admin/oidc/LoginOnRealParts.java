package io.iotflow.admin.oidc;

import com.nimbusds.jose.JOSEException;
import io.iotflow.testing.IdentityProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An identity provider beside the parts of the tests of alerts. */
public final class LoginOnRealParts implements QuarkusTestResourceLifecycleManager {

    private Optional<IdentityProvider> provider = Optional.empty();

    @Override
    public Map<String, String> start() {
        try {
            IdentityProvider started = new IdentityProvider();
            provider = Optional.of(started);
            Map<String, String> settings = new HashMap<>();
            settings.put("iotflow.oidc.issuer", started.issuer());
            settings.put("iotflow.oidc.client-id", IdentityProvider.CLIENT);
            settings.put("iotflow.oidc.client-secret", IdentityProvider.CLIENT_SECRET);
            settings.put("iotflow.oidc.public-url", "http://127.0.0.1/");
            settings.put("iotflow.oidc.label", "Log in with <Example> Ltd.");
            settings.put("iotflow.oidc.timeout", "2s");
            settings.put("iotflow.oidc.roles.viewer", "iot-guests,everybody");
            settings.put("iotflow.oidc.roles.operator", "iot-operators");
            settings.put("iotflow.oidc.roles.admin", "iot-admins");
            return settings;
        } catch (IOException | JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void stop() {
        provider.ifPresent(IdentityProvider::close);
    }
}
