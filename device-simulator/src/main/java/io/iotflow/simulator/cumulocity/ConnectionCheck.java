package io.iotflow.simulator.cumulocity;

import io.iotflow.simulator.link.MqttLogin;
import io.iotflow.simulator.link.MqttRefusedException;
import io.iotflow.simulator.link.MqttSession;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Tries the settings of a broker, and says what is wrong with them. */
public final class ConnectionCheck {

    private static final int WRONG_CREDENTIALS = 4;
    private static final int NOT_AUTHORISED = 5;

    /** What a try showed. */
    public sealed interface Verdict {

        /** The broker let us in. */
        record Works() implements Verdict {}

        /** Nobody knows the host name. */
        record NameUnknown(String detail) implements Verdict {}

        /** Nothing answers at this port. */
        record PortClosed(String detail) implements Verdict {}

        /** TLS failed: the certificate, or no TLS at this port. */
        record TlsFailed(String detail) implements Verdict {}

        /** The broker does not accept who we are. */
        record CredentialsRefused(String detail) implements Verdict {}

        /** The port answers, and not as an MQTT broker that takes us. */
        record BrokerRefused(String detail) implements Verdict {}
    }

    private ConnectionCheck() {}

    /** Connects once and disconnects. The client carries the TLS settings. */
    public static Future<Verdict> run(Vertx vertx, NetClient client, MqttLogin login) {
        return MqttSession.connect(vertx, client, login)
                .compose(session -> session.disconnect().<Verdict>map(_ -> new Verdict.Works()))
                .otherwise(failure -> verdict(failure, login));
    }

    private static Verdict verdict(Throwable failure, MqttLogin login) {
        String said = String.valueOf(failure.getMessage());
        String place = login.host() + ":" + login.port();
        return switch (failure) {
            case UnknownHostException _ ->
                new Verdict.NameUnknown("The name " + login.host() + " is not known. Check the host.");
            case SSLException _ ->
                new Verdict.TlsFailed(
                        "TLS with " + place + " failed: " + said + ". Check the port and the certificate.");
            case MqttRefusedException refused
            when refused.code() == WRONG_CREDENTIALS || refused.code() == NOT_AUTHORISED ->
                new Verdict.CredentialsRefused("The broker answers: " + said + ".");
            case MqttRefusedException _ -> new Verdict.BrokerRefused(place + " answers, but " + said + ".");
            case ConnectException _ ->
                new Verdict.PortClosed("Nothing answers at " + place + ". Check the port and the firewall.");
            default -> new Verdict.PortClosed("No connection to " + place + ": " + said + ".");
        };
    }
}
