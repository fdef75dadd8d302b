package io.iotflow.simulator.cumulocity.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.simulator.cumulocity.CumulocityEmulator;
import io.iotflow.simulator.cumulocity.EmulatedRun;
import io.iotflow.simulator.cumulocity.settings.ConnectionTestResource.Result;
import io.vertx.core.Future;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller hears of the broker that it names, against a real port. */
class ConnectionTestResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmulatedRun run;
    private Optional<BrokerSettings> kept = Optional.empty();
    private final ConnectionTestResource resource;

    ConnectionTestResourceTest() throws Exception {
        run = new EmulatedRun();
        resource = new ConnectionTestResource(run.vertx, () -> Future.succeededFuture(kept));
    }

    @AfterEach
    void close() throws Exception {
        run.close();
    }

    @Test
    void putsTheTenantBeforeTheUserAndIsLetIn() throws Exception {
        Result result = test(broker().put("tenant", "t0815").put("user", "device"));

        assertThat(result.works()).isTrue();
        assertThat(run.emulator.exchanged)
                .containsExactly("> CONNECT iot_sim_connection_test_client as " + CumulocityEmulator.USER);
    }

    @Test
    void tellsAWrongPasswordFromAPortWithoutTls() throws Exception {
        Result wrongPassword = test(broker().put("password", "wrong"));
        Result noTls = test(broker().put("tls", true));

        assertThat(wrongPassword.problem()).isEqualTo("credentials");
        assertThat(noTls.problem()).isEqualTo("tls");
        assertThat(wrongPassword.works()).isFalse();
    }

    @Test
    void listsEverythingThatIsMissingBeforeItConnects() {
        ObjectNode empty = JSON.createObjectNode().put("port", 70_000);

        assertThatThrownBy(() -> test(empty))
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.violations())
                        .extracting(Violation::field)
                        .containsExactly("host", "port", "user", "tenant", "password"));
        assertThat(run.emulator.exchanged).isEmpty();
    }

    @Test
    void triesTheKeptSettingsAndSendsAKeptPasswordToNoOtherHost() throws Exception {
        kept = Optional.of(BrokerForm.read(broker(), Optional.empty()));
        ObjectNode without = broker();
        without.remove("password");

        Result stored = test(JSON.createObjectNode());
        Result samePlace = test(without);

        assertThat(stored.works()).isTrue();
        assertThat(samePlace.works()).isTrue();
        assertThatThrownBy(() -> test(without.put("host", "localhost"))).hasMessageContaining("password");
        assertThat(kept.orElseThrow().toString()).doesNotContain(CumulocityEmulator.PASSWORD);
    }

    private ObjectNode broker() {
        return JSON.createObjectNode()
                .put("host", "127.0.0.1")
                .put("port", run.port)
                .put("tls", false)
                .put("user", CumulocityEmulator.USER)
                .put("password", CumulocityEmulator.PASSWORD);
    }

    private Result test(ObjectNode body) throws Exception {
        return run.await(() -> Future.fromCompletionStage(resource.test(body).subscribeAsCompletionStage()));
    }
}
