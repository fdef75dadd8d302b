package io.iotflow.local.gateway;

import java.util.List;
import java.util.Optional;

/** Which service answers which path: one address for clients. The first line that matches decides. */
public final class RouteTable {

    private static final String REGISTRY = "device-registry";
    private static final String INGEST = "telemetry-ingest";
    private static final String QUERY = "telemetry-query";
    private static final String ADMIN = "admin-service";
    private static final String SIMULATOR = "device-simulator";

    private static final List<Route> ROUTES = List.of(
            Route.of("POST", "/api/v1/devices/telemetry", INGEST),
            Route.of("GET", "/api/v1/devices/telemetry", QUERY),
            // A path of ingest with a method that nobody has: ingest says which ones there are.
            Route.any("/api/v1/devices/telemetry", INGEST),
            Route.any("/api/v1/mqtt/(device|fleet)/[^/]+/command", REGISTRY),
            Route.any("/api/v1/mqtt(/.*)?", INGEST),
            Route.any("/api/v1/telemetry", INGEST),
            Route.any("/api/v1/telemetry/(batch|validate|rejects|drift)", INGEST),
            Route.any("/api/v1/telemetry(/.*)?", QUERY),
            Route.any("/api/v1/(devices|groups)(/.*)?", REGISTRY),
            Route.any("/api/v1/simulator(/.*)?", SIMULATOR),
            Route.any("/simulator(/.*)?", SIMULATOR),
            Route.any("/api/v1/admin(/.*)?", ADMIN),
            Route.any("/health", ADMIN),
            Route.any("/console(/.*)?", ADMIN),
            Route.any("/(login(/.*)?|logout|look/.*|webjars/.*)", ADMIN),
            Route.any("/", ADMIN));

    private RouteTable() {}

    /** The lines, in their order. */
    public static List<Route> routes() {
        return ROUTES;
    }

    /** Who answers; empty when nobody does. */
    public static Optional<String> service(String method, String path) {
        return ROUTES.stream()
                .filter(route -> route.matches(method, path))
                .map(Route::service)
                .findFirst();
    }
}
