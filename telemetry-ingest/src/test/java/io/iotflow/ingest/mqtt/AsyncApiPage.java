package io.iotflow.ingest.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;

/** The AsyncAPI document for people, as {@code docs/api/mqtt.md}. */
final class AsyncApiPage {

    private AsyncApiPage() {}

    static String of(AsyncApi document) {
        StringBuilder page =
                new StringBuilder("""
                # MQTT

                Made from the [AsyncAPI document](mqtt.asyncapi.yaml), which tests hold to the endpoint. With a client: [connect a device](../connect-a-device.md#mosquitto).

                %s

                | server | address | |
                |---|---|---|
                """.formatted(document.at("/info/description").asText()));
        document.at("/servers").properties().forEach(server -> page.append(server(server)));
        page.append("\n## From the device\n\n").append(table(document, true));
        page.append("\n## To the device\n\n").append(table(document, false));
        page.append("\n## Reason codes\n\n| packet | code | |\n|---|---|---|\n");
        document.at("/x-reason-codes")
                .properties()
                .forEach(packet -> packet.getValue()
                        .properties()
                        .forEach(code -> page.append("| %s | `%s` | %s |%n"
                                .formatted(
                                        packet.getKey(),
                                        code.getKey(),
                                        code.getValue().asText()))));
        return page.toString();
    }

    private static String server(Map.Entry<String, JsonNode> server) {
        JsonNode said = server.getValue();
        return "| %s | `%s%s` | %s |%n"
                .formatted(
                        server.getKey(),
                        said.path("host").asText(),
                        said.path("pathname").asText(),
                        said.path("description").asText());
    }

    private static String table(AsyncApi document, boolean isReceived) {
        return document.exchanges().stream()
                .filter(exchange -> exchange.isReceived() == isReceived)
                .map(exchange -> "| `%s` | %s | %s | %s |%n"
                        .formatted(
                                exchange.address(),
                                document.qos(exchange).stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", ")),
                                exchange.channel().path("description").asText(),
                                exchange.examples().stream()
                                        .map(example -> "`" + example + "`")
                                        .collect(Collectors.joining("<br>"))))
                .collect(Collectors.joining("", "| topic | QoS | | examples |\n|---|---|---|---|\n", ""));
    }
}
