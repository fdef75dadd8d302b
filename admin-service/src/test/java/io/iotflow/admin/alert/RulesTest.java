package io.iotflow.admin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.admin.alert.AdminClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules over real HTTP, on the real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(AlertsOnRealParts.class)
class RulesTest {

    private final WatchedFleet fleet;
    private final String type = WatchedFleet.newType();

    RulesTest(WatchedFleet fleet) {
        this.fleet = fleet;
    }

    @BeforeEach
    void begin() throws Exception {
        fleet.begin();
    }

    @Test
    void onlyAnAdminSaysWhomARuleTells() throws Exception {
        String rule = "{" + WatchedFleet.threshold(type, "\"webhook_url\":\"https://example.org/\"") + "}";
        assertThat(fleet.client()
                        .send(AdminClient.OPERATOR, "POST", "/rules", rule)
                        .status())
                .isEqualTo(403);
        assertThat(fleet.client()
                        .send(
                                AdminClient.OPERATOR,
                                "POST",
                                "/rules",
                                "{" + WatchedFleet.threshold(type, "\"for\":\"0s\"") + "}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aChangeIsInTheAuditWithBeforeAndAfterOrIsNotMade() throws Exception {
        JsonNode rule = fleet.client().rule(WatchedFleet.threshold(type, "\"for\":\"0s\""));
        String path = "/rules/" + rule.path("id").asLong();
        fleet.client().send(AdminClient.OPERATOR, "PUT", path, "{\"threshold\":85}");
        fleet.client().standIn("PUT", "/audit/silent", "");
        int status = fleet.client()
                .send(AdminClient.OPERATOR, "PUT", path, "{\"threshold\":99}")
                .status();
        fleet.client().standIn("DELETE", "/audit/silent", "");

        assertThat(status).isEqualTo(503);
        assertThat(fleet.client().get(path).body().path("threshold").asDouble()).isEqualTo(85);
        JsonNode entry = entry(rule, "alert-rule.change");
        assertThat(entry.path("actor").asText()).isEqualTo("night shift");
        assertThat(entry.at("/details/before/threshold").asDouble()).isEqualTo(80);
        assertThat(entry.at("/details/after/threshold").asDouble()).isEqualTo(85);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | name",
                "{'name':'a','type':'threshold','field':'t','comparison':'above'} | threshold",
                "{'name':'a','type':'threshold','field':'t','comparison':'near','threshold':1} | comparison",
                "{'name':'a','type':'magic'} | type",
                "{'name':'a','type':'no_data'} | window",
                "{'name':'a','type':'no_data','window':'0s'} | window",
                "{'name':'a','type':'offline','for':'soon'} | for",
                "{'name':'a','type':'offline','device_id':1,'device_type':'x'} | device_id",
                "{'name':'a','type':'offline','webhook_url':'ftp://example.org/'} | webhook_url",
                "{'name':'a','type':'offline','webhook_url':'https://me:you@example.org/'} | webhook_url",
                "{'name':'a','type':'offline','webhook_secret':'short'} | webhook_secret"
            })
    void saysWhatIsWrongWithARule(String body, String field) throws Exception {
        Answer answer = fleet.client().send(AdminClient.ADMIN, "POST", "/rules", body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("violations").findValuesAsText("field")).contains(field);
    }

    private JsonNode entry(JsonNode rule, String action) throws Exception {
        for (JsonNode entry : fleet.client().standIn("GET", "/audit", "")) {
            if (entry.path("action").asText().equals(action)
                    && entry.path("object_id").asText().equals(rule.path("id").asText())) {
                return entry;
            }
        }
        throw new AssertionError(action + " is not in the audit");
    }
}
