package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.local.gateway.NginxConfiguration;
import io.iotflow.local.gateway.RouteTable;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.stack.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of containers and Kubernetes say what the code says. */
class DeploymentFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = ProjectRoot.find().folder();
    private static final String ROUTE = "deploy/kubernetes/overlays/production/route.yaml";

    @ParameterizedTest
    @ValueSource(strings = {"deploy/docker/nginx.conf", "deploy/kubernetes/base/nginx.conf"})
    void nginxRoutesAsTheLocalGatewayDoes(String file) throws IOException {
        Path wanted = Files.writeString(
                Files.createDirectories(ROOT.resolve("target")).resolve("nginx.conf"), NginxConfiguration.text());

        assertThat(ROOT.resolve(file)).as("copy " + wanted + " to " + file).hasSameTextualContentAs(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/v1/devices/telemetry",
        "GET,/api/v1/devices/telemetry",
        "POST,/api/v1/telemetry",
        "POST,/api/v1/telemetry/batch",
        "GET,/api/v1/telemetry/rejects",
        "GET,/api/v1/telemetry/7/latest",
        "POST,/api/v1/devices/register",
        "GET,/api/v1/groups",
        "POST,/api/v1/mqtt/device/7/command",
        "POST,/api/v1/mqtt/fleet/7/command",
        "GET,/api/v1/mqtt/status",
        "GET,/api/v1/simulator/profiles",
        "GET,/api/v1/admin/devices",
        "GET,/health",
        "GET,/",
        "GET,/internal/devices",
        "GET,/q/metrics"
    })
    void theHttpRouteRoutesAsTheLocalGatewayDoes(String method, String path) throws IOException {
        String found = "";
        for (JsonNode rule : documents(ROUTE).getFirst().at("/spec/rules")) {
            if (found.isEmpty() && matches(rule.path("matches"), method, path)) {
                found = rule.at("/backendRefs/0/name").asText();
            }
        }

        assertThat(found).isEqualTo(RouteTable.service(method, path).orElse(""));
    }

    @Test
    void composeRunsEveryServiceConfined() throws IOException {
        JsonNode services = documents("docker-compose.yml").getFirst().path("services");

        for (String name : Services.NAMES) {
            JsonNode service = services.path(name);
            assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
            assertThat(service.path("user").asText()).as(name).isEqualTo("10001");
            assertThat(service.path("mem_limit").asText()).as(name).isNotEmpty();
            assertThat(service.path("healthcheck").isObject()).as(name).isTrue();
        }
        assertThat(services.at("/iotdb-datanode/environment/wal_mode").asText()).isEqualTo("SYNC");
        services.properties()
                .forEach(service -> assertThat(service.getValue().has("mem_limit"))
                        .as(service.getKey())
                        .isTrue());
    }

    @Test
    void composeTakesNoSecretThatMakeEnvDoesNotMake() throws IOException {
        String made = Files.readString(ROOT.resolve("deploy/docker/make-env"));
        Set<String> optional = Set.of(
                "PUBLISH",
                "PUBLIC_HOST",
                "HTTP_PORT",
                "MQTT_PORT",
                "MQTT_MODE",
                "IOTDB_VERSION",
                "IOTFLOW_VERSION",
                "DOCKERFILE");

        Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)")
                .matcher(Files.readString(ROOT.resolve("docker-compose.yml")))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !optional.contains(name))
                .forEach(name -> assertThat(made).contains("\n" + name + "="));
    }

    @Test
    void everyServiceHasADeploymentThatDrainsAndIsConfined() throws IOException {
        for (String name : Services.NAMES) {
            List<JsonNode> documents = documents("deploy/kubernetes/base/" + name + ".yaml");
            JsonNode pod = documents.getFirst().at("/spec/template/spec");
            JsonNode container = pod.at("/containers/0");

            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(container.has("readinessProbe") && container.has("livenessProbe"))
                    .as(name)
                    .isTrue();
            assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                    .as(name)
                    .isGreaterThan(30);
            assertThat(documents.getLast().path("kind").asText()).isEqualTo("Service");
        }
    }

    @Test
    void kustomizationsNameFilesThatExist() throws IOException {
        for (String folder : List.of("base", "overlays/dev", "overlays/production")) {
            Path home = ROOT.resolve("deploy/kubernetes").resolve(folder);
            JsonNode kustomization = documents("deploy/kubernetes/" + folder + "/kustomization.yaml")
                    .getFirst();

            assertThat(kustomization.path("resources").size()).isPositive();
            kustomization
                    .path("resources")
                    .forEach(resource ->
                            assertThat(home.resolve(resource.asText())).exists());
        }
    }

    private static boolean matches(JsonNode matches, String method, String path) {
        return matches.valueStream().anyMatch(match -> {
            String wanted = match.at("/path/value").asText();
            boolean fits = switch (match.at("/path/type").asText()) {
                case "Exact" -> path.equals(wanted);
                case "PathPrefix" -> path.equals(wanted) || path.startsWith(wanted + "/");
                case "RegularExpression" -> path.matches(wanted);
                default -> throw new IllegalStateException("an unknown type of path");
            };
            return fits
                    && (!match.has("method") || match.path("method").asText().equals(method));
        });
    }

    private static List<JsonNode> documents(String file) throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Iterable<Object> documents = yaml.loadAll(Files.readString(ROOT.resolve(file)));
        return Stream.of(documents)
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .map(document -> JSON.valueToTree((Map<?, ?>) document))
                .map(JsonNode.class::cast)
                .toList();
    }
}
