package io.iotflow.admin.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The login by an identity provider; off until there is an issuer. */
@ConfigMapping(prefix = "iotflow.oidc")
public interface OidcSettings {

    /** The provider's issuer, an https address below which {@code /.well-known/openid-configuration} is; without it there is no such login. */
    Optional<URI> issuer();

    /** Who we are for the provider. */
    Optional<String> clientId();

    /** Our secret at the provider; without it we are a public client, which PKCE alone protects. */
    Optional<String> clientSecret();

    /** The address by which browsers reach the console, such as {@code https://iot.example.com}; below it the provider is to allow {@code /login/oidc/callback}. */
    Optional<URI> publicUrl();

    /** What the button on the login page says. */
    @WithDefault("Log in with single sign-on")
    String label();

    /** What the provider is asked for beside {@code openid}. */
    @WithDefault("profile,email")
    List<String> scopes();

    /** The claim of the ID token that says what a person may do: a text or a list of texts; dots lead into objects, as in {@code realm_access.roles}. */
    @WithDefault("groups")
    String roleClaim();

    /** The claim of the ID token that names a person in the audit; {@code email}, then {@code sub} when it is absent. */
    @WithDefault("preferred_username")
    String nameClaim();

    /** Which values of the claim give which role. The highest counts; who has none is not let in. */
    Roles roles();

    /** How long the provider may take for one answer. */
    @WithDefault("5s")
    Duration timeout();

    /** How long what the provider says of itself is remembered. */
    @WithDefault("10m")
    Duration rememberFor();

    /** How long a person may take at the provider. */
    @WithDefault("10m")
    Duration patience();

    /** The most logins that ask the provider at once; more are told to try again. */
    @WithDefault("16")
    int atOnce();

    /** Values of the claim, for each role. */
    interface Roles {

        /** Who reads. */
        Optional<List<String>> viewer();

        /** Who also changes devices and sends commands. */
        Optional<List<String>> operator();

        /** Who also deletes, rotates keys, issues tokens. */
        Optional<List<String>> admin();
    }
}
