package io.iotflow.admin.oidc;

import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Who we are for which provider.
 *
 * @param secret never logged
 * @param publicUrl without a slash at its end
 */
record Client(Issuer issuer, ClientID id, Optional<String> secret, URI publicUrl) {

    static final String BEGIN = "/login/oidc";
    static final String CALLBACK = BEGIN + "/callback";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Empty while there is no issuer; fails with the name of the setting that is missing or unsafe. */
    static Optional<Client> of(OidcSettings settings) {
        return settings.issuer().map(issuer -> {
            URI publicUrl = needed(settings.publicUrl(), "public-url");
            checkSafe(issuer, "issuer");
            checkSafe(publicUrl, "public-url");
            if (RoleOfClaims.isEmpty(settings.roles())) {
                throw new IllegalStateException(
                        "iotflow.oidc.issuer is set, but iotflow.oidc.roles.viewer, .operator and "
                                + ".admin are not: nobody could log in. Set at least one.");
            }
            return new Client(
                    new Issuer(issuer),
                    new ClientID(needed(settings.clientId(), "client-id")),
                    settings.clientSecret().filter(secret -> !secret.isBlank()),
                    withoutSlash(publicUrl));
        });
    }

    /** Where the provider sends the browser back to. */
    URI callback() {
        return URI.create(publicUrl + CALLBACK);
    }

    /** Whether nobody on the way reads what is sent to an address. */
    static boolean isSafe(URI address) {
        return "https".equals(address.getScheme())
                || "http".equals(address.getScheme()) && THIS_MACHINE.contains(String.valueOf(address.getHost()));
    }

    private static void checkSafe(URI address, String setting) {
        if (!isSafe(address)) {
            throw new IllegalStateException("iotflow.oidc." + setting + " must be an https address.");
        }
    }

    private static <T> T needed(Optional<T> value, String setting) {
        return value.orElseThrow(() ->
                new IllegalStateException("iotflow.oidc.issuer is set, but iotflow.oidc." + setting + " is not."));
    }

    private static URI withoutSlash(URI address) {
        return URI.create(address.toString().replaceFirst("/+$", ""));
    }

    @Override
    public String toString() {
        return "Client[issuer=" + issuer + ", id=" + id + "]";
    }
}
