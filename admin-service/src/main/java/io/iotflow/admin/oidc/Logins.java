package io.iotflow.admin.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.LoginsApi;
import io.iotflow.operator.Operator;
import io.iotflow.session.SessionCookies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The logins that device-registry keeps, and audits. */
@Singleton
class Logins {

    private static final String SERVICE = "device-registry";

    private final LoginsApi api;
    private final Answers answers;
    private final ObjectMapper json;
    private final SessionCookies sessions;
    private final String secret;

    Logins(
            @RestClient LoginsApi api,
            Answers answers,
            ObjectMapper json,
            SessionCookies sessions,
            @ConfigProperty(name = "iotflow.internal.secret") Optional<String> secret) {
        this.api = api;
        this.answers = answers;
        this.json = json;
        this.sessions = sessions;
        this.secret = secret.orElse("");
    }

    /** A token that holds as long as a session. */
    Uni<String> begin(Person person) {
        ObjectNode login = json.createObjectNode()
                .put("name", Operator.FROM_PROVIDER + person.name())
                .put("role", person.role().roleName())
                .put("subject", person.subject())
                .put("expires_in", sessions.lifetime().toSeconds());
        return answers.read(SERVICE, api.begin(secret, login))
                .map(answer -> answer.path("token").asText());
    }

    /** Ends the login of the request's token. */
    Uni<Void> end() {
        return answers.read(SERVICE, api.end(secret)).replaceWithVoid();
    }
}
