package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.stack.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the overlays make of the base is what Kubernetes' own types know, and what was meant. */
class KustomizationTest {

    private static final Path KUBERNETES = ProjectRoot.find().folder().resolve("deploy/kubernetes");

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev", "overlays/production"})
    void everyObjectIsReadWholeAndInTheNamespace(String folder) throws IOException {
        List<ObjectNode> objects = Kustomization.of(KUBERNETES.resolve(folder));

        assertThat(objects).hasSizeGreaterThan(10);
        for (ObjectNode object : objects) {
            assertThat(KubernetesObjects.read(object)).isNotNull();
            assertThat(object.at("/metadata/namespace").asText()).isEqualTo("iotflow");
        }
        assertThat(objects.stream().map(object -> object.path("kind") + " " + object.at("/metadata/name")))
                .doesNotHaveDuplicates();
    }

    @Test
    void developmentOpensTheStatus() throws IOException {
        List<ObjectNode> objects = Kustomization.of(KUBERNETES.resolve("overlays/dev"));

        assertThat(find(objects, "ConfigMap", "iotflow")
                        .at("/data/IOTFLOW_STATUS_ACCESS")
                        .asText())
                .isEqualTo("open");
    }

    @Test
    void productionRunsTheNamedImagesTwice() throws IOException {
        List<ObjectNode> objects = Kustomization.of(KUBERNETES.resolve("overlays/production"));

        for (String service : Services.NAMES) {
            assertThat(find(objects, "Deployment", service)
                            .at("/spec/template/spec/containers/0/image")
                            .asText())
                    .isEqualTo("iotflow/" + service + ":0.1.0");
        }
        for (String twice : List.of("device-registry", "telemetry-query", "admin-service", "gateway")) {
            assertThat(find(objects, "Deployment", twice).at("/spec/replicas").asInt())
                    .as(twice)
                    .isEqualTo(2);
        }
    }

    @Test
    void productionTakesMqttOverTlsAndLosesNothingOfTheBase() throws IOException {
        List<ObjectNode> base = Kustomization.of(KUBERNETES.resolve("base"));
        List<ObjectNode> objects = Kustomization.of(KUBERNETES.resolve("overlays/production"));
        JsonNode before = find(base, "Deployment", "telemetry-ingest").at("/spec/template/spec");
        JsonNode pod = find(objects, "Deployment", "telemetry-ingest").at("/spec/template/spec");

        assertThat(names(pod.at("/containers/0/env")))
                .containsAll(names(before.at("/containers/0/env")).toList())
                .contains("IOTFLOW_MQTT_TLS_KEY", "IOTFLOW_MQTT_TLS_CERTIFICATE");
        assertThat(names(pod.at("/containers/0/ports")))
                .containsAll(names(before.at("/containers/0/ports")).toList())
                .contains("mqtt-tls");
        assertThat(names(pod.at("/containers/0/volumeMounts")))
                .containsAll(names(before.at("/containers/0/volumeMounts")).toList())
                .contains("mqtt-certificate");
        assertThat(names(pod.path("volumes"))).contains("tmp", "mqtt-certificate");
        assertThat(find(objects, "ConfigMap", "iotflow")
                        .at("/data/IOTFLOW_MQTT_TLS_PORT")
                        .asText())
                .isEqualTo("8883");
        assertThat(find(objects, "NetworkPolicy", "devices")
                        .at("/spec/ingress/0/ports")
                        .toString())
                .isEqualTo("[{\"port\":\"mqtt-tls\",\"protocol\":\"TCP\"}]");
    }

    @Test
    void everyMountHasItsVolume() throws IOException {
        for (ObjectNode object : Kustomization.of(KUBERNETES.resolve("overlays/production"))) {
            JsonNode pod = object.at("/spec/template/spec");
            pod.path("containers")
                    .forEach(container -> assertThat(names(container.path("volumeMounts")))
                            .as(container.path("name").asText())
                            .isSubsetOf(names(pod.path("volumes")).toList()));
        }
    }

    @Test
    void aPatchOfSomethingThatIsNotThereIsSeen(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("kustomization.yaml"), """
                namespace: iotflow
                resources: [%s]
                patches:
                  - target: {kind: ConfigMap, name: iotflow}
                    patch: |-
                      - {op: replace, path: /data/IOTFLOW_STATUS_ACESS, value: open}
                """.formatted(
                        folder.toRealPath().relativize(KUBERNETES.toRealPath().resolve("base"))));

        assertThatThrownBy(() -> Kustomization.of(folder.toRealPath()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IOTFLOW_STATUS_ACESS");
    }

    private static ObjectNode find(List<ObjectNode> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> names(JsonNode list) {
        return list.valueStream().map(element -> element.path("name").asText());
    }
}
