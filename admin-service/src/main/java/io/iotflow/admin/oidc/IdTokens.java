package io.iotflow.admin.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.BadJWTExceptions;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.iotflow.admin.oidc.LoginRefusedException.Reason;
import io.iotflow.operator.OperatorRole;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Believes an ID token or does not (OpenID Connect Core, 3.1.3.7): signature, issuer, audience, times, nonce; then the role. */
final class IdTokens {

    private static final int LONGEST_NAME = 90;

    private final ClientID client;
    private final String nameClaim;
    private final RoleOfClaims roles;

    IdTokens(Client client, OidcSettings settings) {
        this.client = client.id();
        this.nameClaim = settings.nameClaim();
        this.roles = new RoleOfClaims(settings);
    }

    /** The person; blocks while a key is fetched. Fails with the reason why the token is not believed, or lets nobody in. */
    Person read(JWT token, String nonce, KnownProvider provider) {
        IDTokenClaimsSet claims = believed(token, provider);
        checkNonce(claims, nonce);
        Map<String, Object> members = claims.toJSONObject();
        String name = name(members, claims.getSubject().getValue());
        OperatorRole role = roles.read(members)
                .orElseThrow(
                        () -> new LoginRefusedException(Reason.NO_ROLE, "the account " + name + " has no role here"));
        return new Person(
                claims.getIssuer().getValue() + "#" + claims.getSubject().getValue(), name, role);
    }

    private IDTokenClaimsSet believed(JWT token, KnownProvider provider) {
        if (!(token instanceof SignedJWT)) {
            throw new LoginRefusedException(Reason.NOT_SIGNED, "the ID token has no signature");
        }
        try {
            IDTokenValidator validator = new IDTokenValidator(
                    provider.metadata().getIssuer(),
                    client,
                    new JWSVerificationKeySelector<>(provider.algorithms(), provider.keys()),
                    null);
            return validator.validate(token, null);
        } catch (BadJWTException refused) {
            throw refused(isExpired(refused) ? Reason.EXPIRED : Reason.NOT_FOR_US, refused);
        } catch (BadJWSException refused) {
            throw refused(Reason.NOT_SIGNED, refused);
        } catch (KeySourceException unreachable) {
            throw refused(Reason.UNREACHABLE, unreachable);
        } catch (BadJOSEException | JOSEException refused) {
            throw refused(Reason.NOT_SIGNED, refused);
        }
    }

    private static boolean isExpired(BadJWTException refused) {
        return Objects.equals(refused.getMessage(), BadJWTExceptions.EXPIRED_EXCEPTION.getMessage());
    }

    private static void checkNonce(IDTokenClaimsSet claims, String expected) {
        String shown = claims.getNonce() == null ? "" : claims.getNonce().getValue();
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8))) {
            throw new LoginRefusedException(Reason.ANOTHER_LOGIN, "the ID token has another nonce, or none");
        }
    }

    private String name(Map<String, Object> claims, String subject) {
        String whole = text(claims, nameClaim).or(() -> text(claims, "email")).orElse(subject);
        String legible = whole.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return legible.isBlank() ? "unnamed" : legible;
    }

    private static Optional<String> text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static LoginRefusedException refused(Reason reason, Exception because) {
        return new LoginRefusedException(reason, "the ID token was not believed: " + because.getMessage());
    }
}
