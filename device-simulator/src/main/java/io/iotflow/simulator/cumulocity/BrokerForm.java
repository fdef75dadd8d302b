package io.iotflow.simulator.cumulocity;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.simulator.link.MqttLogin;
import io.iotflow.simulator.link.MqttLogin.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The broker that a caller names: host, port (8883 with TLS, 1883 without, unless it says another), and who the client is.
 *
 * @param user as the platform wants it, {@code tenant/user}
 */
record BrokerForm(String host, int port, boolean tls, String user, String password) {

    private static final String CLIENT_ID = "iot_sim_connection_test_client";
    private static final int TLS_PORT = 8883;
    private static final int PLAIN_PORT = 1883;
    private static final int HIGHEST_PORT = 65_535;
    private static final int KEEP_ALIVE_SECONDS = 60;

    /** Reads a body, or fails with the problem that lists what is wrong. */
    static BrokerForm read(JsonNode body) {
        List<Violation> violations = new ArrayList<>();
        boolean tls = body.path("tls").asBoolean(true);
        int port = body.path("port").asInt(tls ? TLS_PORT : PLAIN_PORT);
        String host = text(body, "host", violations);
        String user = text(body, "user", violations);
        String password = text(body, "password", violations);
        if (port < 1 || port > HIGHEST_PORT) {
            violations.add(Violation.inBody("port", "must be from 1 to " + HIGHEST_PORT));
        }
        String tenant = body.path("tenant").asText("");
        if (!user.contains("/") && tenant.isBlank()) {
            violations.add(Violation.inBody("tenant", "must be given, unless the user is written tenant/user"));
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new BrokerForm(host, port, tls, user.contains("/") ? user : tenant + "/" + user, password);
    }

    MqttLogin login() {
        Credentials credentials = new Credentials(user, password);
        return new MqttLogin(host, port, CLIENT_ID, Optional.of(credentials), Optional.empty(), KEEP_ALIVE_SECONDS);
    }

    @Override
    public String toString() {
        return "BrokerForm[" + host + ":" + port + ", user=" + user + ", password hidden]";
    }

    private static String text(JsonNode body, String field, List<Violation> violations) {
        String text = body.path(field).asText("");
        if (text.isBlank()) {
            violations.add(Violation.inBody(field, "must not be empty"));
        }
        return text;
    }
}
