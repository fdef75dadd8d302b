package io.iotflow.ingest.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The document of the MQTT interface, {@code docs/api/mqtt.asyncapi.yaml}, as its readers understand it. */
public final class AsyncApi {

    private static final Path FILE = Path.of("../docs/api/mqtt.asyncapi.yaml");

    private final JsonNode document;

    private AsyncApi(JsonNode document) {
        this.document = document;
    }

    /**
     * One operation with its channel and its message.
     *
     * @param isReceived by the platform; else it is sent
     * @param channel its address, with names in braces where it varies, and its description
     * @param topic one of the channel, of device 7
     * @param message its title, summary, payload and examples
     */
    public record Exchange(String name, boolean isReceived, JsonNode channel, String topic, JsonNode message) {

        public String address() {
            return channel.path("address").asText();
        }

        public List<JsonNode> examples() {
            return message.path("examples")
                    .valueStream()
                    .map(example -> example.path("payload"))
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static AsyncApi read() throws IOException {
        return new AsyncApi(new ObjectMapper(new YAMLFactory()).readTree(Files.readString(FILE)));
    }

    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    public List<Exchange> exchanges() {
        return document.path("operations").properties().stream()
                .map(operation -> exchange(operation.getKey(), operation.getValue()))
                .toList();
    }

    private Exchange exchange(String name, JsonNode operation) {
        JsonNode channel = follow(operation.path("channel"));
        return new Exchange(
                name,
                operation.path("action").asText().equals("receive"),
                channel,
                topic(channel),
                follow(channel.path("messages").elements().next()));
    }

    private String topic(JsonNode channel) {
        String topic = channel.path("address").asText();
        for (Map.Entry<String, JsonNode> parameter : channel.path("parameters").properties()) {
            String example = follow(parameter.getValue()).at("/examples/0").asText();
            topic = topic.replace("{" + parameter.getKey() + "}", example);
        }
        return topic;
    }

    /** With which qualities of service an operation is possible. */
    public List<Integer> qos(Exchange exchange) {
        return document.path("operations")
                .path(exchange.name())
                .path("x-qos")
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    /** What a schema says of the members of an object that fits it: every required one, and no other than those named. */
    public boolean fits(JsonNode schema, JsonNode object) {
        JsonNode wanted = follow(schema);
        Set<String> members =
                object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
        boolean complete = wanted.path("required").valueStream().allMatch(name -> members.contains(name.asText()));
        boolean closed = !wanted.path("additionalProperties").asBoolean(true);
        return complete && (!closed || members.stream().allMatch(wanted.path("properties")::has));
    }

    /** Reason codes by packet. */
    public Map<String, Set<Integer>> reasonCodes() {
        Map<String, Set<Integer>> codes = new TreeMap<>();
        document.path("x-reason-codes")
                .properties()
                .forEach(packet -> codes.put(
                        packet.getKey(),
                        packet.getValue().properties().stream()
                                .map(code -> Integer.decode(code.getKey()))
                                .collect(Collectors.toSet())));
        return codes;
    }

    private JsonNode follow(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode() ? node : document.at(reference.asText().substring(1));
    }
}
