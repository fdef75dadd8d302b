package io.iotflow.simulator.cumulocity.settings;

import io.iotflow.simulator.link.MqttLogin;
import io.iotflow.simulator.link.MqttLogin.Credentials;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Optional;

/**
 * How Cumulocity is reached.
 *
 * @param user as the platform wants it, {@code tenant/user}; empty with a client certificate
 * @param messagesPerSecond of all devices together, 0 for as many as they like
 */
public record BrokerSettings(
        String host, int port, boolean tls, Login user, Certificates certificates, int messagesPerSecond) {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int KEEP_ALIVE_SECONDS = 60;

    /** User and password; both are empty when a client certificate speaks for the device. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[user=" + user + ", password hidden]";
        }
    }

    /**
     * In PEM; each may be empty.
     *
     * @param trusted who signs the broker's certificate, when the Java runtime does not know it
     * @param client the device's own certificate, whose CN is its client id
     * @param key of the client's certificate
     */
    public record Certificates(String trusted, String client, String key) {

        @Override
        public String toString() {
            return "Certificates[hidden]";
        }
    }

    /** How a client of a name logs in. */
    public MqttLogin login(String clientId) {
        Optional<Credentials> credentials = Optional.of(user)
                .filter(login -> !login.user().isEmpty())
                .map(login -> new Credentials(login.user(), login.password()));
        return new MqttLogin(host, port, clientId, credentials, Optional.empty(), KEEP_ALIVE_SECONDS);
    }

    /** The options of the connections. */
    public NetClientOptions options() {
        NetClientOptions options = new NetClientOptions()
                .setConnectTimeout(PATIENCE_MILLIS)
                .setSsl(tls)
                .setHostnameVerificationAlgorithm(tls ? "HTTPS" : "");
        if (tls && !certificates.trusted().isEmpty()) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(certificates.trusted())));
        }
        if (tls && !certificates.client().isEmpty()) {
            options.setKeyCertOptions(new PemKeyCertOptions()
                    .setCertValue(Buffer.buffer(certificates.client()))
                    .setKeyValue(Buffer.buffer(certificates.key())));
        }
        return options;
    }
}
