package io.iotflow.admin.console;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the pages may ask of the other services: these calls and no others. */
final class RelayTable {

    /** A service behind this one. */
    enum Upstream {
        REGISTRY,
        INGEST,
        QUERY
    }

    private record Line(Pattern call, Upstream upstream) {
        static Line of(String methods, String path, Upstream upstream) {
            return new Line(Pattern.compile("(?:" + methods + ") /" + path), upstream);
        }
    }

    private static final List<Line> LINES = List.of(
            Line.of("GET", "api/v1/telemetry/(?:rejects|drift)", Upstream.INGEST),
            Line.of("GET", "api/v1/mqtt/(?:status|monitoring/metrics)", Upstream.INGEST),
            Line.of("GET", "api/v1/mqtt/topics/device/\\d+", Upstream.INGEST),
            Line.of("GET", "api/v1/telemetry/\\d+(?:/(?:latest|aggregated|fields|export|stream))?", Upstream.QUERY),
            Line.of("POST", "api/v1/devices/register/batch", Upstream.REGISTRY),
            Line.of("GET|POST", "api/v1/devices/\\d+/control", Upstream.REGISTRY),
            Line.of(
                    "GET|POST|PUT|DELETE",
                    "api/v1/groups(?:/\\d+(?:/(?:devices|control)(?:/\\d+)?)?)?",
                    Upstream.REGISTRY));

    private RelayTable() {}

    /** Who answers; empty for a call that no page makes. */
    static Optional<Upstream> upstream(String method, String path) {
        String call = method + " " + path;
        return LINES.stream()
                .filter(line -> line.call().matcher(call).matches())
                .map(Line::upstream)
                .findFirst();
    }
}
