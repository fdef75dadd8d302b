package io.iotflow.admin.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.iotflow.admin.oidc.LoginRefusedException.Reason;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One identity provider, asked by calls that block. Any thread. */
final class Provider {

    /** While the provider has just failed to answer, nobody waits for it again. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final Client client;
    private final OidcSettings settings;
    private final IdTokens tokens;
    private final Clock clock;
    private @Nullable KnownProvider known;
    private Instant silentUntil = Instant.MIN;

    Provider(Client client, OidcSettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.tokens = new IdTokens(client, settings);
        this.clock = clock;
    }

    /** What the provider says of itself; at most as old as {@code remember-for}, older only while it does not answer. */
    synchronized KnownProvider known() {
        Instant now = clock.instant();
        KnownProvider last = known;
        if (last != null && now.isBefore(last.since().plus(settings.rememberFor()))) {
            return last;
        }
        if (now.isBefore(silentUntil)) {
            return orRefuse(
                    last, new LoginRefusedException(Reason.UNREACHABLE, "the provider did not answer just now"));
        }
        try {
            known = KnownProvider.ask(client, settings.timeout(), now);
            return known;
        } catch (LoginRefusedException failure) {
            silentUntil = clock.instant().plus(SILENCE);
            return orRefuse(last, failure);
        }
    }

    private static KnownProvider orRefuse(@Nullable KnownProvider last, LoginRefusedException failure) {
        if (last == null) {
            throw failure;
        }
        return last;
    }

    /** The person for whom the provider gave a code. Fails with the reason why there is none. */
    Person person(String code, PendingLogin pending) {
        KnownProvider provider = known();
        TokenResponse answer = exchange(provider, code, pending);
        if (!(answer instanceof OIDCTokenResponse granted)) {
            throw new LoginRefusedException(
                    Reason.CODE_REFUSED,
                    "the token endpoint answered "
                            + ErrorCode.of(
                                    answer.toErrorResponse().getErrorObject().getCode()));
        }
        JWT token = granted.getOIDCTokens().getIDToken();
        if (token == null) {
            throw new LoginRefusedException(Reason.UNUSABLE, "the token endpoint gave no ID token");
        }
        return tokens.read(token, pending.nonce(), provider);
    }

    private TokenResponse exchange(KnownProvider provider, String code, PendingLogin pending) {
        int millis = Math.toIntExact(settings.timeout().toMillis());
        HTTPRequest request = request(provider.metadata(), code, pending).toHTTPRequest();
        request.setConnectTimeout(millis);
        request.setReadTimeout(millis);
        request.setFollowRedirects(false);
        try {
            return OIDCTokenResponseParser.parse(request.send());
        } catch (IOException failure) {
            throw new LoginRefusedException(
                    Reason.UNREACHABLE, "the token endpoint did not answer: " + failure.getMessage());
        } catch (ParseException failure) {
            // What it says may hold a part of the answer, and so of a token.
            throw new LoginRefusedException(Reason.UNUSABLE, "the answer of the token endpoint can't be read");
        }
    }

    private TokenRequest request(OIDCProviderMetadata metadata, String code, PendingLogin pending) {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), client.callback(), new CodeVerifier(pending.verifier()));
        return client.secret()
                .map(secret -> new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(), authentication(metadata, new Secret(secret)), grant))
                .orElseGet(() -> new TokenRequest.Builder(metadata.getTokenEndpointURI(), client.id(), grant))
                .build();
    }

    /** In the header, as every provider must be able to, unless this one says that it only reads the form. */
    private ClientAuthentication authentication(OIDCProviderMetadata metadata, Secret secret) {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean inForm = methods != null
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return inForm ? new ClientSecretPost(client.id(), secret) : new ClientSecretBasic(client.id(), secret);
    }
}
