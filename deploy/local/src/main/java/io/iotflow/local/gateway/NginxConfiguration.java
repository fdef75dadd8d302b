package io.iotflow.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The gateway of containers and of Kubernetes: the same lines as {@link RouteTable}, in the same order, for nginx. A
 * {@code map} takes the first expression that matches, as the table does. {@code deploy/docker/nginx.conf} is this
 * text.
 */
public final class NginxConfiguration {

    private static final String TEMPLATE = "nginx-template.conf";

    private static final Map<String, Integer> PORTS = Map.of(
            "device-registry", 5101,
            "telemetry-ingest", 5102,
            "telemetry-query", 5103,
            "admin-service", 5104,
            "device-simulator", 5105);

    private NginxConfiguration() {}

    /** The whole file. */
    public static String text() throws IOException {
        try (InputStream template =
                Objects.requireNonNull(NginxConfiguration.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("@routes@", String.join(System.lineSeparator(), routes()));
        }
    }

    private static List<String> routes() {
        List<String> lines = new ArrayList<>();
        PORTS.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(service -> lines.add("    upstream " + service.getKey() + " { server " + service.getKey() + ":"
                        + service.getValue() + "; keepalive 32; }"));
        lines.add("    map \"$request_method $uri\" $service {");
        lines.add("        default \"\";");
        RouteTable.routes().forEach(route -> lines.add(line(route)));
        lines.add("    }");
        return lines;
    }

    private static String line(Route route) {
        String methods = route.methods().isEmpty()
                ? "[A-Z]+"
                : "(" + route.methods().stream().sorted().collect(Collectors.joining("|")) + ")";
        return "        \"~^" + methods + " (" + route.path().pattern() + ")$\" " + route.service() + ";";
    }
}
