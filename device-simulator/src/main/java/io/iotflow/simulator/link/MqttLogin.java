package io.iotflow.simulator.link;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** What a client says in CONNECT. Clean session is always set. */
public record MqttLogin(
        String host, int port, String clientId, Optional<Credentials> credentials, Optional<Will> will, int keepAlive) {

    /** User name and password. */
    public record Credentials(String user, String password) {

        @Override
        public String toString() {
            return "Credentials[user=" + user + ", password hidden]";
        }
    }

    /** What the broker publishes when the connection is lost. */
    public record Will(String topic, Buffer payload) {}
}
