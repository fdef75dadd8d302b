package io.iotflow.simulator.cumulocity.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.simulator.cumulocity.settings.BrokerSettings.Certificates;
import io.iotflow.simulator.cumulocity.settings.BrokerSettings.Login;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The broker that a caller names: host, port (8883 with TLS, 1883 without, unless it says another), and who the client is.
 * A secret that is not sent stays the kept one, as long as the host stays the same: nobody may have it sent elsewhere.
 */
final class BrokerForm {

    private static final int TLS_PORT = 8883;
    private static final int PLAIN_PORT = 1883;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_MESSAGES = 100_000;
    private static final int USUAL_MESSAGES = 100;
    private static final int LONGEST = 200;
    private static final int LONGEST_HOST = 255;

    private final JsonNode body;
    private final Optional<BrokerSettings> kept;
    private final List<Violation> violations = new ArrayList<>();

    private BrokerForm(JsonNode body, Optional<BrokerSettings> kept) {
        this.body = body;
        String host = body.path("host").asText("");
        this.kept = kept.filter(settings -> settings.host().equals(host));
    }

    /** Reads a body, or fails with the problem that lists what is wrong. */
    static BrokerSettings read(JsonNode body, Optional<BrokerSettings> kept) {
        BrokerForm form = new BrokerForm(body, kept);
        String host = form.host();
        boolean tls = body.path("tls").asBoolean(true);
        int port = form.number("port", 1, HIGHEST_PORT, tls ? TLS_PORT : PLAIN_PORT);
        Certificates certificates = form.certificates(tls);
        Login login = form.login(!certificates.client().isEmpty());
        int rate = form.number("messages_per_second", 0, MOST_MESSAGES, USUAL_MESSAGES);
        if (!form.violations.isEmpty()) {
            throw ProblemException.invalid(form.violations);
        }
        return new BrokerSettings(host, port, tls, login, certificates, rate);
    }

    private String host() {
        String host = body.path("host").asText("").strip();
        if (host.isEmpty() || host.length() > LONGEST_HOST || host.contains("/") || host.contains(":")) {
            refuse("host", "must be a name or an address, without a scheme and without a port");
        }
        return host;
    }

    private Login login(boolean certified) {
        String user = body.path("user").asText("").strip();
        String tenant = body.path("tenant").asText("").strip();
        if (certified && user.isEmpty()) {
            return new Login("", "");
        }
        if (user.isEmpty() || user.length() > LONGEST) {
            refuse("user", "must have 1 to " + LONGEST + " characters, unless there is a client certificate");
        }
        if (!user.contains("/") && tenant.isEmpty()) {
            refuse("tenant", "must be given, unless the user is written tenant/user");
        }
        String password =
                secret("password", kept.map(settings -> settings.user().password()));
        if (password.isEmpty()) {
            refuse("password", "must not be empty");
        }
        return new Login(user.contains("/") ? user : tenant + "/" + user, password);
    }

    private Certificates certificates(boolean tls) {
        String trusted = certificate("trusted_certificates", tls);
        String client = certificate("client_certificate", tls);
        String key = client.isEmpty()
                ? ""
                : secret(
                        "client_key",
                        kept.map(settings -> settings.certificates().key()));
        if (!client.isEmpty() && !key.contains("PRIVATE KEY-----")) {
            refuse("client_key", "must be the private key of the certificate, in PEM");
        }
        return new Certificates(trusted, client, key);
    }

    private String certificate(String field, boolean tls) {
        String pem = body.path(field).asText("").strip();
        if (pem.isEmpty()) {
            return pem;
        }
        if (!tls) {
            refuse(field, "needs TLS");
        }
        try {
            byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
            CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        } catch (CertificateException wrong) {
            refuse(field, "must be certificates in PEM: " + wrong.getMessage());
        }
        return pem;
    }

    private String secret(String field, Optional<String> before) {
        String sent = body.path(field).asText("");
        return sent.isEmpty() ? before.orElse("") : sent;
    }

    private int number(String field, int least, int most, int otherwise) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            refuse(field, "must be from " + least + " to " + most);
        }
        return value.asInt();
    }

    private void refuse(String field, String message) {
        violations.add(Violation.inBody(field, message));
    }
}
