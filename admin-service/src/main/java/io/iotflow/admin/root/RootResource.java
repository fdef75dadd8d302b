package io.iotflow.admin.root;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a person sees who opens the address in a browser. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
class RootResource {

    record Root(String name, String version, Map<String, String> links) {}

    private final String version;

    RootResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    @GET
    public Root root() {
        return new Root(
                "IoTFlow",
                version,
                Map.of(
                        "health", "/health?detailed=true",
                        "register", "/api/v1/devices/register",
                        "telemetry", "/api/v1/devices/telemetry",
                        "devices", "/api/v1/admin/devices"));
    }
}
