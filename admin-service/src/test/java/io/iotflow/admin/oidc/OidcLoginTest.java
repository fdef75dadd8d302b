package io.iotflow.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotflow.admin.alert.AlertsOnRealParts;
import io.iotflow.testing.IdentityProvider.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The login by a provider that really signs, over real HTTP. */
@QuarkusTest
@QuarkusTestResource(AlertsOnRealParts.class)
@QuarkusTestResource(value = LoginOnRealParts.class, restrictToAnnotatedClass = true)
class OidcLoginTest {

    private static final String SESSION = "iotflow_session";
    private static final String PENDING = "iotflow_login";

    private final PersonAtABrowser person = new PersonAtABrowser();

    @BeforeEach
    void begin() throws Exception {
        person.provider(Fault.NONE);
        person.provider("/groups", "iot-operators,bowling");
    }

    @Test
    void letsAPersonInAndLeadsToThePageThatWasAskedFor() throws Exception {
        HttpResponse<String> refused = person.open("/console/devices");
        HttpResponse<String> page =
                person.open(refused.headers().firstValue("Location").orElseThrow());
        assertThat(page.body())
                .contains("href=\"/login/oidc?to=%2Fconsole%2Fdevices\"")
                .contains("Log in with &lt;Example&gt; Ltd.")
                .contains("name=\"token\"");

        HttpResponse<String> sentAway = person.open("/login/oidc?to=%2Fconsole%2Fdevices");
        HttpResponse<String> entered = person.open(person.atTheProvider(sentAway));

        assertThat(sentAway.statusCode()).isEqualTo(303);
        assertThat(sentAway.headers().firstValue("Location").orElseThrow())
                .contains("response_type=code", "code_challenge_method=S256", "code_challenge=", "nonce=", "state=")
                .contains("scope=openid+profile+email");
        assertThat(sentAway.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Lax", "Path=/login/oidc");
        assertThat(entered.statusCode()).isEqualTo(200);
        assertThat(entered.body()).contains("content=\"0;url=/console/devices\"");
        assertThat(entered.headers().allValues("Set-Cookie").toString())
                .containsPattern("iotflow_session=[^;]+;.*SameSite=Strict")
                .contains("HttpOnly");
        assertThat(person.cookies()).containsOnlyKeys(SESSION);
        assertThat(person.open("/console/devices").body()).contains("oidc:alice");
    }

    @Test
    void tellsTheRegistryWhoCameWithWhichRoleAndForHowLong() throws Exception {
        person.provider("/groups", "everybody,iot-admins");

        person.logIn();

        JsonNode told = person.logins().getLast();
        assertThat(told.path("name").asText()).isEqualTo("oidc:alice");
        assertThat(told.path("role").asText()).isEqualTo("admin");
        assertThat(told.path("subject").asText())
                .isEqualTo(PersonAtABrowser.setting("iotflow.oidc.issuer") + "#person-1");
        assertThat(told.path("expires_in").asLong()).isEqualTo(12 * 3600L);
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_NONCE, 401, belongs to another login",
        "WRONG_AUDIENCE, 401, not meant for this product",
        "WRONG_ISSUER, 401, not meant for this product",
        "EXPIRED, 401, has expired",
        "UNKNOWN_KEY, 401, not signed with a key of the provider",
        "UNSIGNED, 401, not signed with a key of the provider",
        "SIGNED_WITH_THE_SECRET, 401, not signed with a key of the provider",
        "NO_ROLE, 403, may not use this product",
        "REFUSES, 401, did not let you in",
    })
    void saysWhyNobodyIsLetIn(Fault fault, int status, String sentence) throws Exception {
        person.provider(fault);
        List<JsonNode> before = person.logins();

        HttpResponse<String> refused = person.logIn();

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body()).contains("role=\"alert\"").contains(sentence).contains("name=\"token\"");
        assertThat(person.cookies()).isEmpty();
        assertThat(person.logins()).isEqualTo(before);
        person.provider(Fault.NONE);
        assertThat(person.logIn().statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhenTheProviderDoesNotAnswer() throws Exception {
        String back = person.atTheProvider(person.open("/login/oidc"));
        person.provider(Fault.SILENT);

        HttpResponse<String> refused = person.open(back);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("does not answer right now").contains("name=\"token\"");
        assertThat(person.cookies()).isEmpty();
    }

    @Test
    void takesNoAnswerToALoginThatThisBrowserDidNotBegin() throws Exception {
        String answerOfAnother = new PersonAtABrowser().atTheProvider(new PersonAtABrowser().open("/login/oidc"));
        PersonAtABrowser other = new PersonAtABrowser();
        String back = other.atTheProvider(other.open("/login/oidc"));

        HttpResponse<String> withoutCookie = person.open(answerOfAnother);
        other.open(back.replaceFirst("state=[^&]+", "state=guessed"));
        HttpResponse<String> again = other.open(back);

        assertThat(withoutCookie.statusCode()).isEqualTo(400);
        assertThat(withoutCookie.body()).contains("begun in another browser");
        assertThat(again.statusCode())
                .as("a login that was answered once is over")
                .isEqualTo(400);
        assertThat(other.cookies()).isEmpty();
    }

    @Test
    void takesACodeOnce() throws Exception {
        String back = person.atTheProvider(person.open("/login/oidc"));
        Map<String, String> kept = Map.copyOf(person.cookies());
        assertThat(person.open(back).statusCode()).isEqualTo(200);
        person.cookies().clear();
        person.cookies().putAll(kept);

        HttpResponse<String> replayed = person.open(back);

        assertThat(replayed.statusCode()).isEqualTo(502);
        assertThat(replayed.body()).contains("did not accept this login");
        assertThat(person.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    void goesOnWhenTheProviderSignsWithANewKey() throws Exception {
        assertThat(person.logIn().statusCode()).isEqualTo(200);

        person.provider("/key", "");

        assertThat(person.logIn().statusCode()).isEqualTo(200);
    }

    @Test
    void leadsNowhereElse() throws Exception {
        HttpResponse<String> sentAway = person.open("/login/oidc?to=%2F%2Fevil.example");

        HttpResponse<String> entered = person.open(person.atTheProvider(sentAway));

        assertThat(entered.body()).contains("content=\"0;url=/console\"").doesNotContain("evil");
    }

    @Test
    void sealsWhatTheBrowserKeeps() throws Exception {
        HttpResponse<String> sentAway = person.open("/login/oidc");

        String state =
                sentAway.headers().firstValue("Location").orElseThrow().replaceFirst(".*[?&]state=([^&]+).*", "$1");

        assertThat(person.cookies().get(PENDING)).doesNotContain(state);
    }

    @Test
    void logsOutHereAndSendsTheBrowserToTheProvidersLogout() throws Exception {
        HttpResponse<String> ended = logOut();

        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body())
                .contains(PersonAtABrowser.setting("iotflow.oidc.issuer") + "/logout?")
                .contains("client_id=iotflow", "post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%2Flogin");
        assertThat(person.logins().getLast().path("ends").asText()).startsWith("Bearer iotflow_");
        assertThat(person.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    void logsOutOfThisBrowserAlsoWhileTheRegistryIsAway() throws Exception {
        person.standIn("PUT", "/audit/silent");

        HttpResponse<String> ended = logOut();

        person.standIn("GET", "/audit/silent");
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body()).contains("/logout?");
        assertThat(person.cookies()).doesNotContainKey(SESSION);
    }

    private HttpResponse<String> logOut() throws Exception {
        person.logIn();
        String page = person.open("/console").body();
        String proof = page.replaceFirst("(?s).*name=\"csrf\" content=\"([^\"]+)\".*", "$1");
        return person.send("POST", "/logout", Map.of("X-CSRF-Token", proof));
    }
}
