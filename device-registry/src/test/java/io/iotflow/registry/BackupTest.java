package io.iotflow.registry;

import static io.iotflow.registry.RegistryClient.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.registry.RegistryClient.Answer;
import io.iotflow.registry.RegistryClient.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryOnRealParts.class)
class BackupTest {

    private static final String BACKUP = "/internal/backup";

    private final RegistryClient registry = new RegistryClient();

    @Test
    void givesADeviceBackWithItsIdItsKeyAndItsConfiguration() throws Exception {
        TestDevice device = registry.register();
        registry.post("/api/v1/devices/config", "{\"config_key\":\"k\",\"config_value\":1.50}", device.credential());
        String page = registry.getText(BACKUP + "?limit=1&after=" + (Long.parseLong(device.id()) - 1), ADMIN);
        registry.delete("/internal/devices/" + device.id(), ADMIN);

        Answer once = registry.post(BACKUP, page, ADMIN);
        Answer twice = registry.post(BACKUP, page, ADMIN);

        assertThat(once.body().path("added").asInt()).isEqualTo(1);
        assertThat(twice.body().path("added").asInt()).isZero();
        assertThat(registry.getText("/api/v1/devices/config", device.credential()))
                .contains("\"value\":1.50,");
        assertThat(page).doesNotContain(device.key());
        assertThat(registry.register().id()).isNotEqualTo(device.id());
    }

    @Test
    void givesGroupsAndTheirMembersBack() throws Exception {
        TestDevice device = registry.register();
        String name = RegistryClient.uniqueName();
        String group = registry.post("/api/v1/groups", "{\"name\":\"" + name + "\"}", ADMIN)
                .body()
                .at("/group/id")
                .asText();
        registry.put("/api/v1/groups/" + group + "/devices/" + device.id(), "", ADMIN);
        String groups = registry.getText(BACKUP + "?limit=1", ADMIN);
        String page = registry.getText(BACKUP + "?limit=1&after=" + (Long.parseLong(device.id()) - 1), ADMIN);
        registry.delete("/api/v1/groups/" + group, ADMIN);

        registry.post(BACKUP, groups, ADMIN);
        registry.post(BACKUP, page, ADMIN);
        Answer again = registry.post(BACKUP, page, ADMIN);

        assertThat(again.status()).isEqualTo(200);
        assertThat(registry.get("/internal/devices/" + device.id(), ADMIN)
                        .body()
                        .at("/device/groups/0")
                        .asText())
                .isEqualTo(name);
    }

    @Test
    void takesAPageFromBeforeGroupsWereInIt() throws Exception {
        String old = "{\"last_id\":1,\"devices\":[],\"api_keys\":[],\"configurations\":[]}";

        assertThat(registry.post(BACKUP, old, ADMIN).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoBackupAndWhoMayNot() throws Exception {
        assertThat(registry.post(BACKUP, "{}", ADMIN).status()).isEqualTo(400);
        assertThat(registry.post(BACKUP, "{", ADMIN).status()).isEqualTo(400);
        assertThat(registry.get(BACKUP).status()).isEqualTo(401);
        assertThat(registry.get(BACKUP + "?limit=0", ADMIN).status()).isEqualTo(400);
        assertThat(registry.get(BACKUP, registry.register().credential()).status())
                .isEqualTo(403);
    }
}
