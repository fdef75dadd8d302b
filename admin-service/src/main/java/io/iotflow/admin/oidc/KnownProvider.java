package io.iotflow.admin.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.iotflow.admin.oidc.LoginRefusedException.Reason;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0), and the keys it signs with: fetched again when a token names
 * one that is not known yet.
 */
record KnownProvider(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant since) {

    private static final long KEYS_LAST_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final int LARGEST_ANSWER = 256 * 1024;

    /** Asks the provider; blocks. */
    static KnownProvider ask(Client client, Duration timeout, Instant now) {
        int millis = Math.toIntExact(timeout.toMillis());
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(client.issuer(), millis, millis);
            for (URI endpoint : List.of(
                    endpoint(metadata.getAuthorizationEndpointURI(), "authorization_endpoint"),
                    endpoint(metadata.getTokenEndpointURI(), "token_endpoint"),
                    endpoint(metadata.getJWKSetURI(), "jwks_uri"))) {
                if (!Client.isSafe(endpoint)) {
                    throw new LoginRefusedException(Reason.UNUSABLE, "the provider has endpoints without https");
                }
            }
            return new KnownProvider(metadata, keys(metadata.getJWKSetURI(), millis), now);
        } catch (IOException failure) {
            throw new LoginRefusedException(Reason.UNREACHABLE, "discovery failed: " + failure.getMessage());
        } catch (GeneralException failure) {
            throw new LoginRefusedException(Reason.UNUSABLE, "discovery failed: " + failure.getMessage());
        }
    }

    /** With which of the public-key algorithms the ID token may be signed; {@code none} and shared secrets are not among them. */
    Set<JWSAlgorithm> algorithms() {
        List<JWSAlgorithm> offered =
                Objects.requireNonNullElse(metadata.getIDTokenJWSAlgs(), List.of(JWSAlgorithm.RS256));
        return offered.stream()
                .filter(algorithm ->
                        JWSAlgorithm.Family.RSA.contains(algorithm) || JWSAlgorithm.Family.EC.contains(algorithm))
                .collect(Collectors.toSet());
    }

    private static URI endpoint(URI endpoint, String name) {
        if (endpoint == null) {
            throw new LoginRefusedException(Reason.UNUSABLE, "the provider has no " + name);
        }
        return endpoint;
    }

    private static JWKSource<SecurityContext> keys(URI address, int timeoutMillis) throws MalformedURLException {
        DefaultResourceRetriever retriever = new DefaultResourceRetriever(timeoutMillis, timeoutMillis, LARGEST_ANSWER);
        // One retrieval at most for each login, and logins are bounded.
        return JWKSourceBuilder.<SecurityContext>create(address.toURL(), retriever)
                .cache(KEYS_LAST_MILLIS, timeoutMillis)
                .refreshAheadCache(false)
                .rateLimited(false)
                .build();
    }
}
