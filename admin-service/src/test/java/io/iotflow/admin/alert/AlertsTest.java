package io.iotflow.admin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.admin.alert.Finding.Held;
import io.iotflow.admin.alert.rule.RuleRepository;
import io.iotflow.admin.database.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts over real HTTP, on the real PostgreSQL and Redis. */
@QuarkusTest
@QuarkusTestResource(AlertsOnRealParts.class)
class AlertsTest {

    private final WatchedFleet fleet;
    private final SteppedClock clock;
    private final Database database;
    private final RuleRepository rules;
    private final AlertTransitions transitions;
    private final String type = WatchedFleet.newType();

    AlertsTest(
            WatchedFleet fleet,
            SteppedClock clock,
            Database database,
            RuleRepository rules,
            AlertTransitions transitions) {
        this.fleet = fleet;
        this.clock = clock;
        this.database = database;
        this.rules = rules;
        this.transitions = transitions;
    }

    @BeforeEach
    void begin() throws Exception {
        fleet.begin();
    }

    @Test
    void opensWhenItHeldForLongEnoughAndClosesWhenItHoldsNoMore() throws Exception {
        long device = fleet.device(type);
        fleet.values("{\"%d\":91.5}", device);
        JsonNode rule = fleet.client().rule(WatchedFleet.threshold(type, "\"for\":\"10m\""));
        fleet.awaitRound(rule);
        assertThat(fleet.client().alerts(rule)).isEmpty();

        clock.step(Duration.ofMinutes(11));
        JsonNode alert = fleet.awaitAlert(rule, "open");
        fleet.values("{\"%d\":80}", device);
        JsonNode closed = fleet.awaitAlert(rule, "closed");

        assertThat(alert.path("device_id").asLong()).isEqualTo(device);
        assertThat(alert.path("message").asText()).isEqualTo("temperature is 91.5, above 80");
        assertThat(closed.path("id")).isEqualTo(alert.path("id"));
        assertThat(closed.path("closed_by").asText()).isEqualTo("iotflow");
        assertThat(fleet.client().alerts(rule)).hasSize(1);
    }

    @Test
    void doesNotOpenWhenItStopsHoldingBeforeItsTime() throws Exception {
        long device = fleet.device(type);
        fleet.values("{\"%d\":91.5}", device);
        JsonNode rule = fleet.client().rule(WatchedFleet.threshold(type, "\"for\":\"10m\""));
        fleet.awaitRound(rule);
        fleet.values("{\"%d\":20}", device);
        fleet.awaitRound(rule);
        clock.step(Duration.ofMinutes(11));
        fleet.values("{\"%d\":91.5}", device);
        fleet.awaitRound(rule);

        assertThat(fleet.client().alerts(rule)).isEmpty();
    }

    @Test
    void opensOneForEachDeviceOfSeveralPagesHoweverOftenItIsFound() throws Exception {
        long[] devices = {
            fleet.device(type), fleet.device(type), fleet.device(type), fleet.device(type), fleet.device(type)
        };
        fleet.values("{\"%d\":90,\"%d\":90,\"%d\":90,\"%d\":1,\"%d\":\"warm\"}", devices);
        JsonNode rule = fleet.client().rule(WatchedFleet.threshold(type, "\"severity\":\"critical\""));
        await().atMost(WatchedFleet.PATIENCE)
                .until(() -> fleet.client().alerts(rule).size() == 3);
        fleet.awaitRound(rule);
        fleet.awaitRound(rule);

        assertThat(fleet.client().alerts(rule))
                .extracting(alert -> alert.path("device_id").asLong())
                .containsExactlyInAnyOrder(devices[0], devices[1], devices[2]);
    }

    @Test
    void closesOnALaterPageWhatTheEarlierPagesDoNotTouch() throws Exception {
        long[] devices = {
            fleet.device(type), fleet.device(type), fleet.device(type), fleet.device(type), fleet.device(type)
        };
        fleet.values("{\"%d\":1,\"%d\":1,\"%d\":1,\"%d\":90,\"%d\":1}", devices);
        JsonNode rule = fleet.client().rule(WatchedFleet.threshold(type, "\"for\":\"0s\""));
        fleet.awaitAlert(rule, "open");
        fleet.awaitRound(rule);

        fleet.values("{\"%d\":1,\"%d\":1,\"%d\":1,\"%d\":1,\"%d\":1}", devices);
        JsonNode closed = fleet.awaitAlert(rule, "closed");
        fleet.values("{\"%d\":1,\"%d\":1,\"%d\":1,\"%d\":1,\"%d\":90}", devices);
        JsonNode second = fleet.awaitAlert(rule, "open");

        assertThat(closed.path("device_id").asLong()).isEqualTo(devices[3]);
        assertThat(second.path("device_id").asLong()).isEqualTo(devices[4]);
    }

    @Test
    void twoReplicasThatFindTheSameOpenItOnce() throws Exception {
        long device = fleet.device(type);
        JsonNode made = fleet.client().rule(WatchedFleet.threshold(type, "\"enabled\":false"));
        long id = made.path("id").asLong();
        Finding finding = new Finding(List.of(new Held(device, "boiler", "too hot")), List.of());

        Uni<Void> one = rules.find(id)
                .chain(rule -> database.inTransaction(
                        statements -> transitions.found(statements, rule.orElseThrow(), finding, clock.instant())));
        Uni.join().all(one, one, one, one).andFailFast().await().atMost(WatchedFleet.PATIENCE);

        assertThat(fleet.client().alerts(made)).hasSize(1);
    }

    @Test
    void whatAPersonClosedOpensAgainOnlyAfterItWasWell() throws Exception {
        long device = fleet.device(type);
        fleet.values("{\"%d\":91.5}", device);
        JsonNode rule = fleet.client().rule(WatchedFleet.threshold(type, "\"for\":\"0s\""));
        String alert = "/" + fleet.awaitAlert(rule, "open").path("id").asLong();

        assertThat(fleet.step(alert + "/acknowledge").path("acknowledged_by").asText())
                .isEqualTo("night shift");
        assertThat(fleet.step(alert + "/close").path("closed_by").asText()).isEqualTo("night shift");
        assertThat(fleet.client()
                        .send(AdminClient.OPERATOR, "POST", alert + "/close", "")
                        .status())
                .isEqualTo(409);
        fleet.awaitRound(rule);
        fleet.awaitRound(rule);
        assertThat(fleet.client().alerts(rule)).hasSize(1);
        fleet.values("{\"%d\":20}", device);
        fleet.awaitRound(rule);
        fleet.values("{\"%d\":92}", device);
        fleet.awaitAlert(rule, "open");

        assertThat(fleet.client().alerts(rule)).hasSize(2);
    }

    @Test
    void aRuleThatIsSwitchedOffAndADeviceThatLeavesCloseTheirAlerts() throws Exception {
        long device = fleet.device(type);
        long other = fleet.device(type);
        fleet.values("{\"%d\":91.5,\"%d\":95}", device, other);
        JsonNode rule = fleet.client().rule(WatchedFleet.threshold(type, "\"for\":\"0s\""));
        await().atMost(WatchedFleet.PATIENCE)
                .until(() -> fleet.client().alerts(rule).size() == 2);

        fleet.sql("update public.devices set status = 'maintenance' where id = $1", Tuple.of(other));
        await().atMost(WatchedFleet.PATIENCE)
                .until(() -> fleet.because(rule).contains("the rule does not watch the device any more"));
        String path = "/rules/" + rule.path("id").asLong();
        JsonNode off = fleet.client()
                .send(AdminClient.OPERATOR, "PUT", path, "{\"enabled\":false}")
                .body();

        assertThat(off.path("threshold").asDouble()).isEqualTo(80);
        assertThat(fleet.because(rule))
                .containsExactlyInAnyOrder("the rule does not watch the device any more", "the rule was switched off");
        assertThat(fleet.client().send(AdminClient.OPERATOR, "DELETE", path, "").status())
                .isEqualTo(204);
        assertThat(fleet.client().get(path).status()).isEqualTo(404);
    }
}
