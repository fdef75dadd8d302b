package io.iotflow.simulator.cumulocity.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.simulator.cumulocity.CumulocityEmulator;
import io.iotflow.simulator.cumulocity.EmulatedRun;
import io.iotflow.simulator.cumulocity.TestCertificate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and client certificates, against a real port. */
class SecuredBrokerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLIENT = "iot_sim_connection_test_client";

    @TempDir
    Path folder;

    private final EmulatedRun run;
    private final ConnectionTestResource resource;

    SecuredBrokerTest() throws Exception {
        run = new EmulatedRun();
        resource = new ConnectionTestResource(run.vertx, () -> Future.succeededFuture(Optional.empty()));
    }

    @AfterEach
    void close() throws Exception {
        run.close();
    }

    @Test
    void trustsTheCertificateThatTheSettingsName() throws Exception {
        TestCertificate broker = secured(Optional.empty());

        ConnectionTestResource.Result unknown = test(login(body()));
        ConnectionTestResource.Result trusted = test(login(body()).put("trusted_certificates", broker.certificate()));

        assertThat(unknown.problem()).isEqualTo("tls");
        assertThat(trusted.works()).as(trusted.detail()).isTrue();
    }

    @Test
    void logsInWithACertificateWhoseNameIsTheClientId() throws Exception {
        TestCertificate client = TestCertificate.of(CLIENT, folder);
        TestCertificate broker = secured(Optional.of(client));
        ObjectNode certified = body().put("trusted_certificates", broker.certificate())
                .put("client_certificate", client.certificate())
                .put("client_key", client.key());

        ConnectionTestResource.Result result = test(certified);

        assertThat(result.works()).as(result.detail()).isTrue();
        assertThat(run.emulator.exchanged).containsExactly("> CONNECT " + CLIENT + " as null");
    }

    @Test
    void refusesWhatIsNoCertificateAndAKeyThatIsMissing() {
        assertThatThrownBy(() -> test(body().put("trusted_certificates", "hello")))
                .hasMessageContaining("trusted_certificates");
        assertThatThrownBy(() -> test(login(body()).put("tls", false).put("client_certificate", "hello")))
                .hasMessageContaining("client_certificate: needs TLS");
    }

    private TestCertificate secured(Optional<TestCertificate> client) throws Exception {
        TestCertificate broker = TestCertificate.of("broker", folder);
        NetServerOptions options = new NetServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(broker.certificate()))
                        .setKeyValue(Buffer.buffer(broker.key())));
        client.ifPresent(known -> options.setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(known.certificate()))));
        run.await(() -> run.emulator.kill());
        run.emulator.options = options;
        run.await(() -> run.emulator.listen());
        return broker;
    }

    private ObjectNode body() {
        return JSON.createObjectNode().put("host", "127.0.0.1").put("port", run.port);
    }

    private static ObjectNode login(ObjectNode body) {
        return body.put("user", CumulocityEmulator.USER).put("password", CumulocityEmulator.PASSWORD);
    }

    private ConnectionTestResource.Result test(ObjectNode body) throws Exception {
        return run.await(() -> Future.fromCompletionStage(resource.test(body).subscribeAsCompletionStage()));
    }
}
