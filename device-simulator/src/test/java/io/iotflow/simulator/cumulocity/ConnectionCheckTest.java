package io.iotflow.simulator.cumulocity;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.simulator.cumulocity.ConnectionCheck.Verdict;
import io.iotflow.simulator.link.MqttLogin;
import io.iotflow.simulator.link.MqttLogin.Credentials;
import io.vertx.core.net.NetClientOptions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong with the settings of a broker, told apart against a real port. */
class ConnectionCheckTest {

    private final EmulatedRun run;

    ConnectionCheckTest() throws Exception {
        run = new EmulatedRun();
    }

    @AfterEach
    void close() throws Exception {
        run.close();
    }

    @Test
    void findsThatEverythingWorks() throws Exception {
        assertThat(check("127.0.0.1", CumulocityEmulator.PASSWORD, false)).isInstanceOf(Verdict.Works.class);
    }

    @Test
    void findsAWrongPassword() throws Exception {
        assertThat(check("127.0.0.1", "wrong", false)).isInstanceOf(Verdict.CredentialsRefused.class);
    }

    @Test
    void findsANameThatNobodyKnows() throws Exception {
        assertThat(check("no-such-host.invalid", "", false)).isInstanceOf(Verdict.NameUnknown.class);
    }

    @Test
    void findsAClosedPort() throws Exception {
        run.await(() -> run.emulator.kill());

        assertThat(check("127.0.0.1", "", false)).isInstanceOf(Verdict.PortClosed.class);
    }

    @Test
    void findsAPortWithoutTls() throws Exception {
        assertThat(check("127.0.0.1", "", true)).isInstanceOf(Verdict.TlsFailed.class);
    }

    private Verdict check(String host, String password, boolean tls) throws Exception {
        NetClientOptions options = new NetClientOptions()
                .setSsl(tls)
                .setTrustAll(tls)
                .setHostnameVerificationAlgorithm("")
                .setConnectTimeout(3000);
        Credentials credentials = new Credentials(CumulocityEmulator.USER, password);
        MqttLogin login = new MqttLogin(host, run.port, "check", Optional.of(credentials), Optional.empty(), 60);
        return run.await(() -> ConnectionCheck.run(run.vertx, run.vertx.createNetClient(options), login));
    }
}
