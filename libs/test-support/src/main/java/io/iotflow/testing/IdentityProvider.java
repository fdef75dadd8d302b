package io.iotflow.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small OpenID provider on loopback: discovery, authorization with a form, token endpoint with client authentication and PKCE,
 * keys, logout. It really signs, and misbehaves when it is told to with {@code PUT /fault}, {@code /key} and {@code /groups}. Its one person is alice.
 */
public final class IdentityProvider implements AutoCloseable {

    /** Who may ask. */
    public static final String CLIENT = "iotflow";

    /** What the client shows at the token endpoint; no secret of anybody. */
    public static final String CLIENT_SECRET = "what-the-client-shows-at-the-token-endpoint";

    /** What it does wrong. */
    public enum Fault {
        NONE,
        WRONG_NONCE,
        WRONG_AUDIENCE,
        WRONG_ISSUER,
        EXPIRED,
        UNKNOWN_KEY,
        UNSIGNED,
        SIGNED_WITH_THE_SECRET,
        NO_ROLE,
        REFUSES,
        SILENT
    }

    private record Asked(String nonce, String challenge, String redirect) {}

    private final Clock clock = Clock.systemUTC();
    private final Map<String, Asked> codes = new HashMap<>();
    private final HttpServer server;
    private final String issuer;
    private RSAKey key;
    private Fault fault = Fault.NONE;
    private List<String> groups = List.of("iot-operators", "bowling");

    /** Starts on a free port. */
    public IdentityProvider() throws IOException, JOSEException {
        this.key = newKey();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        this.issuer = "http://localhost:" + server.getAddress().getPort();
        server.createContext("/", this::serve);
        server.start();
    }

    /** Its issuer; another site than 127.0.0.1 for a browser. */
    public String issuer() {
        return issuer;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("PUT")) {
                control(path, body);
                answer(exchange, 200, "{}");
            } else if (fault != Fault.SILENT) {
                protocol(exchange, exchange.getRequestMethod() + " " + path, body);
            }
        } catch (JOSEException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void control(String path, String body) throws JOSEException {
        switch (path) {
            case "/fault" -> fault = Fault.valueOf(body);
            case "/groups" -> groups = List.of(body.split(","));
            case "/key" -> key = newKey();
            default -> throw new IllegalArgumentException(path);
        }
    }

    private void protocol(HttpExchange exchange, String asked, String body)
            throws IOException, JOSEException, GeneralSecurityException {
        switch (asked) {
            case "GET /.well-known/openid-configuration" -> answer(exchange, 200, discovery());
            case "GET /authorize" -> answer(exchange, 200, form());
            case "POST /authorize" ->
                redirect(exchange, parameters(exchange.getRequestURI().getRawQuery()));
            case "POST /token" -> token(exchange, parameters(body));
            case "GET /keys" -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            case "GET /logout" -> answer(exchange, 200, "<!doctype html><title>Logged out at the provider</title>");
            default -> answer(exchange, 404, "{}");
        }
    }

    private String discovery() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","end_session_endpoint":"%1$s/logout","response_types_supported":["code"],
                 "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256","HS256","none"]}""".formatted(issuer);
    }

    private static String form() {
        return """
                <!doctype html><html lang="en"><title>The provider</title>
                <form method="post"><button id="allow">Log in as alice</button></form></html>""";
    }

    private void redirect(HttpExchange exchange, Map<String, String> query) throws IOException {
        String back = query.getOrDefault("redirect_uri", "");
        String code = UUID.randomUUID().toString();
        boolean right = CLIENT.equals(query.get("client_id"))
                && "code".equals(query.get("response_type"))
                && "S256".equals(query.get("code_challenge_method"))
                && Arrays.asList(query.getOrDefault("scope", "").split(" ")).contains("openid");
        codes.put(code, new Asked(query.getOrDefault("nonce", ""), query.getOrDefault("code_challenge", ""), back));
        String answer = right && fault != Fault.REFUSES ? "code=" + code : "error=access_denied";
        String state = URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", back + "?" + answer + "&state=" + state);
        exchange.sendResponseHeaders(303, -1);
    }

    private void token(HttpExchange exchange, Map<String, String> form)
            throws IOException, JOSEException, GeneralSecurityException {
        Asked asked = codes.remove(form.getOrDefault("code", ""));
        String client =
                Base64.getEncoder().encodeToString((CLIENT + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        if (!("Basic " + client).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        } else if (asked == null || !asked.redirect().equals(form.get("redirect_uri")) || !isVerified(asked, form)) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"for-nothing\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\""
                            + idToken(asked.nonce()) + "\"}");
        }
    }

    private static boolean isVerified(Asked asked, Map<String, String> form) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII));
        return asked.challenge().equals(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    private String idToken(String nonce) throws JOSEException {
        Instant now = clock.instant();
        Instant issued = fault == Fault.EXPIRED ? now.minus(Duration.ofHours(1)) : now;
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(fault == Fault.WRONG_ISSUER ? issuer + "/another" : issuer)
                .subject("person-1")
                .audience(fault == Fault.WRONG_AUDIENCE ? "another-client" : CLIENT)
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(issued.plus(Duration.ofMinutes(5))))
                .claim("nonce", fault == Fault.WRONG_NONCE ? "another" : nonce)
                .claim("preferred_username", "alice");
        if (fault != Fault.NO_ROLE) {
            claims.claim("groups", groups);
        }
        return signed(claims.build());
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        if (fault == Fault.UNSIGNED) {
            return new PlainJWT(claims).serialize();
        }
        if (fault == Fault.SIGNED_WITH_THE_SECRET) {
            SignedJWT shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            shared.sign(new MACSigner(CLIENT_SECRET));
            return shared.serialize();
        }
        RSAKey signing = fault == Fault.UNKNOWN_KEY ? newKey() : key;
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(signing.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(signing));
        return token.serialize();
    }

    private static RSAKey newKey() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("<") ? "text/html" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> parameters(@Nullable String form) {
        return Arrays.stream(Objects.requireNonNullElse(form, "").split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, _) -> first));
    }
}
