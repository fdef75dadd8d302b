package io.iotflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What {@code kubectl kustomize} makes of a folder, as far as ours need it: resources, patches (RFC 6902, and strategic merges of
 * pods), images, replicas, the namespace. Anything that has no target fails.
 */
final class Kustomization {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** By what Kubernetes finds the element of a list of a pod that a patch means. */
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "env", "name",
            "ports", "containerPort",
            "volumeMounts", "mountPath",
            "volumes", "name");

    private final List<ObjectNode> objects = new ArrayList<>();

    private Kustomization() {}

    /** The objects that a folder stands for. */
    static List<ObjectNode> of(Path folder) throws IOException {
        Kustomization built = new Kustomization();
        JsonNode file = documents(folder.resolve("kustomization.yaml")).getFirst();
        for (JsonNode resource : file.path("resources")) {
            Path path = folder.resolve(resource.asText()).normalize();
            built.objects.addAll(Files.isDirectory(path) ? of(path) : documents(path));
        }
        for (JsonNode generator : file.path("configMapGenerator")) {
            built.objects.add(configMap(folder, generator));
        }
        for (JsonNode patch : file.path("patches")) {
            built.patch(folder, patch);
        }
        file.path("images").forEach(built::image);
        file.path("replicas").forEach(built::replicas);
        String namespace = file.path("namespace").asText();
        built.objects.forEach(object -> object.withObject("/metadata").put("namespace", namespace));
        return built.objects;
    }

    private static ObjectNode configMap(Path folder, JsonNode generator) throws IOException {
        ObjectNode map = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", generator.path("name").asText());
        ObjectNode contents = map.putObject("data");
        for (JsonNode file : generator.path("files")) {
            contents.put(file.asText(), Files.readString(folder.resolve(file.asText())));
        }
        return map;
    }

    private void patch(Path folder, JsonNode patch) throws IOException {
        if (patch.has("path")) {
            for (ObjectNode change : documents(folder.resolve(patch.path("path").asText()))) {
                merge(find(change.path("kind"), change.at("/metadata/name")), change);
            }
            return;
        }
        ObjectNode target = find(patch.at("/target/kind"), patch.at("/target/name"));
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        for (JsonNode change :
                (JsonNode) JSON.valueToTree(yaml.load(patch.path("patch").asText()))) {
            apply(target, change);
        }
    }

    /** RFC 6902, for members of objects. */
    private static void apply(ObjectNode target, JsonNode change) {
        String path = change.path("path").asText();
        int slash = path.lastIndexOf('/');
        String member = path.substring(slash + 1);
        JsonNode parent = target.at(path.substring(0, slash));
        String operation = change.path("op").asText();
        boolean possible = parent.isObject() && (operation.equals("add") || parent.has(member));
        if (!possible || !change.has("value")) {
            throw new IllegalArgumentException("There is nothing to " + operation + " at " + path + ".");
        }
        ((ObjectNode) parent).set(member, change.path("value"));
    }

    private static void merge(ObjectNode into, JsonNode change) {
        change.properties().forEach(member -> {
            JsonNode now = into.path(member.getKey());
            if (now instanceof ObjectNode object && member.getValue().isObject()) {
                merge(object, member.getValue());
            } else if (now instanceof ArrayNode list && member.getValue().isArray()) {
                mergeLists(list, member.getValue(), Objects.requireNonNull(KEYS.get(member.getKey()), member::getKey));
            } else {
                into.set(member.getKey(), member.getValue());
            }
        });
    }

    private static void mergeLists(ArrayNode list, JsonNode changes, String key) {
        for (JsonNode change : changes) {
            list.valueStream()
                    .filter(element -> element.path(key).equals(change.path(key)))
                    .findFirst()
                    .ifPresentOrElse(element -> merge((ObjectNode) element, change), () -> list.add(change));
        }
    }

    private void image(JsonNode image) {
        String name = image.path("name").asText();
        List<ObjectNode> containers = objects.stream()
                .flatMap(object -> object.at("/spec/template/spec/containers").valueStream())
                .map(ObjectNode.class::cast)
                .filter(container ->
                        container.path("image").asText().replaceAll(":.*", "").equals(name))
                .toList();
        if (containers.isEmpty()) {
            throw new IllegalArgumentException("No container has the image " + name + ".");
        }
        containers.forEach(container ->
                container.put("image", name + ":" + image.path("newTag").asText()));
    }

    private void replicas(JsonNode replicas) {
        find(JSON.valueToTree("Deployment"), replicas.path("name"))
                .withObject("/spec")
                .set("replicas", replicas.path("count"));
    }

    private ObjectNode find(JsonNode kind, JsonNode name) {
        return objects.stream()
                .filter(object -> object.path("kind").equals(kind))
                .filter(object -> object.at("/metadata/name").equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + kind + " " + name + "."));
    }

    private static List<ObjectNode> documents(Path file) throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(yaml.loadAll(Files.readString(file)).spliterator(), false)
                .map(document -> (ObjectNode) JSON.valueToTree(document))
                .toList();
    }
}
