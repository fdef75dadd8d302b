package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Every manifest is what Kubernetes' own types say, and compose and kustomize know every member of their files. */
class KubernetesObjectsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = ProjectRoot.find().folder();
    private static final Set<String> KUSTOMIZATION = Set.of(
            "apiVersion", "kind", "namespace", "resources", "configMapGenerator", "patches", "images", "replicas");
    private static final Set<String> COMPOSE_SERVICE = Set.of(
            "image",
            "build",
            "restart",
            "environment",
            "volumes",
            "mem_limit",
            "healthcheck",
            "networks",
            "command",
            "entrypoint",
            "hostname",
            "depends_on",
            "ports",
            "profiles",
            "read_only",
            "user",
            "cap_drop",
            "security_opt",
            "tmpfs",
            "stop_grace_period");

    @TestFactory
    Stream<DynamicTest> everyManifestIsReadWhole() throws IOException {
        List<Path> files = manifests();
        assertThat(files).hasSizeGreaterThan(10);
        return files.stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> readAll(file)));
    }

    @Test
    void aMisspeltMemberIsSeen() throws IOException {
        String spelt = Files.readString(ROOT.resolve("deploy/kubernetes/base/telemetry-query.yaml"));
        JsonNode misspelt =
                documents(spelt.replace("readinessProbe", "readynessProbe")).getFirst();

        assertThatThrownBy(() -> KubernetesObjects.read(misspelt))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("readynessProbe");
    }

    @Test
    void patchesReplaceWhatThereIs() throws IOException {
        List<JsonNode> base = new ArrayList<>();
        for (Path file : manifests()) {
            base.addAll(documents(Files.readString(file)));
        }
        for (String overlay : List.of("dev", "production")) {
            JsonNode patches = documents(Files.readString(
                            ROOT.resolve("deploy/kubernetes/overlays/" + overlay + "/kustomization.yaml")))
                    .getFirst()
                    .path("patches");

            assertThat(patches.valueStream().filter(patch -> patch.has("target")))
                    .isNotEmpty()
                    .allMatch(patch -> fits(patch, base));
        }
    }

    private static boolean fits(JsonNode patch, List<JsonNode> base) {
        JsonNode target = base.stream()
                .filter(object -> object.path("kind").equals(patch.at("/target/kind")))
                .filter(object -> object.at("/metadata/name").equals(patch.at("/target/name")))
                .findFirst()
                .orElseThrow();
        JsonNode changes = documents("all:\n" + patch.path("patch").asText().indent(2))
                .getFirst()
                .path("all");
        return !changes.isEmpty()
                && changes.valueStream()
                        .allMatch(change -> change.path("op").asText().equals("add")
                                || !target.at(change.path("path").asText()).isMissingNode());
    }

    @Test
    void composeAndKustomizeKnowEveryMember() throws IOException {
        JsonNode compose =
                documents(Files.readString(ROOT.resolve("docker-compose.yml"))).getFirst();

        assertThat(compose.path("services").valueStream().flatMap(KubernetesObjectsTest::names))
                .isSubsetOf(COMPOSE_SERVICE);
        for (String folder : List.of("base", "overlays/dev", "overlays/production")) {
            assertThat(names(documents(Files.readString(
                                    ROOT.resolve("deploy/kubernetes/" + folder + "/kustomization.yaml")))
                            .getFirst()))
                    .isSubsetOf(KUSTOMIZATION);
        }
    }

    private static Stream<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }

    private static void readAll(Path file) throws IOException {
        for (JsonNode document : documents(Files.readString(file))) {
            assertThat(KubernetesObjects.read(document)).isNotNull();
        }
    }

    private static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("deploy/kubernetes"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> documents(String text) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(yaml.loadAll(text).spliterator(), false)
                .map(document -> (JsonNode) JSON.valueToTree(document))
                .toList();
    }
}
