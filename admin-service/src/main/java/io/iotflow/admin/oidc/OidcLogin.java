package io.iotflow.admin.oidc;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.iotflow.operator.Operator;
import io.iotflow.problem.ProblemException;
import io.iotflow.session.OtherLogin;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The login by the configured provider: Authorization Code Flow (OpenID Connect Core, 3.1) with PKCE (RFC 7636). */
@Singleton
class OidcLogin implements OtherLogin {

    private static final Logger LOG = Logger.getLogger(OidcLogin.class);

    /** Where a login goes on, and what comes back with it. */
    record Begun(URI at, PendingLogin pending) {}

    private final Optional<Client> client;
    private final Optional<Provider> provider;
    private final OidcSettings settings;
    private final ProviderCalls calls;
    private final Logins logins;
    private final Clock clock;

    OidcLogin(OidcSettings settings, ProviderCalls calls, Logins logins, Clock clock) {
        this.client = Client.of(settings);
        this.provider = client.map(known -> new Provider(known, settings, clock));
        this.settings = settings;
        this.calls = calls;
        this.logins = logins;
        this.clock = clock;
    }

    /** A service with unsafe settings, or with half of them, does not start. */
    void check(@Observes StartupEvent starting) {
        client.ifPresent(known -> LOG.infof("Operators can log in by %s", known.issuer()));
    }

    @Override
    public Optional<Choice> choice() {
        return client.map(_ -> new Choice(settings.label(), Client.BEGIN));
    }

    /** Asks the provider where to log in. */
    Uni<Begun> begin(String target) {
        Client known = configured();
        Provider asked = provider.orElseThrow();
        return calls.run(asked::known).map(found -> begun(known, found, target));
    }

    /** A token of ours for the person for whom the provider gave a code. */
    Uni<String> finish(String code, PendingLogin pending) {
        configured();
        Provider asked = provider.orElseThrow();
        return calls.run(() -> asked.person(code, pending)).chain(logins::begin);
    }

    /** Ends our login, if it can be ended now, of those whom the provider let in, and sends their browser to the provider's logout where there is one. */
    @Override
    public Uni<Optional<URI>> end(Operator operator) {
        if (!operator.isFromProvider()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return logins.end()
                .onFailure(ProblemException.class)
                .invoke(_ -> LOG.warnf(
                        "The login of %s goes on until its end: device-registry does not answer", operator.name()))
                .onFailure(ProblemException.class)
                .recoverWithNull()
                .chain(() -> client.isEmpty() ? nowhere() : logoutPage());
    }

    private Uni<Optional<URI>> logoutPage() {
        Client known = configured();
        Provider asked = provider.orElseThrow();
        return calls.run(asked::known)
                .map(found -> Optional.ofNullable(found.metadata().getEndSessionEndpointURI())
                        .map(page -> logout(known, page)))
                .onFailure(LoginRefusedException.class)
                .recoverWithUni(OidcLogin::nowhere);
    }

    private static Uni<Optional<URI>> nowhere() {
        return Uni.createFrom().item(Optional.empty());
    }

    private static URI logout(Client client, URI page) {
        URI back = URI.create(client.publicUrl() + "/login");
        return new LogoutRequest(page, null, null, client.id(), back, null, null).toURI();
    }

    private Begun begun(Client client, KnownProvider found, String target) {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        Scope scope = new Scope("openid");
        settings.scopes().forEach(scope::add);
        URI at = new AuthenticationRequest.Builder(ResponseType.CODE, scope, client.id(), client.callback())
                .endpointURI(found.metadata().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Begun(
                at,
                new PendingLogin(
                        state.getValue(),
                        nonce.getValue(),
                        verifier.getValue(),
                        target,
                        clock.instant().plus(settings.patience())));
    }

    private Client configured() {
        return client.orElseThrow(NotFoundException::new);
    }
}
