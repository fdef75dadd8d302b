package io.iotflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.cli.RunningStack.TestDevice;
import io.iotflow.local.home.PortName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each operation of each service against each caller, from the services' own OpenAPI documents. A call has an empty body and
 * names something that does not exist, or the device that calls, so that it reaches the access check and changes nothing (but
 * that presences are forgotten, which come back by themselves).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.class)
class RoleMatrixEndToEnd {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
    private static final List<String> OPERATORS = List.of("viewer", "operator", "admin");
    private static final String DEVICE = "device";
    private static final String NOBODY = "nobody";
    private static final String UNKNOWN = "999999999";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int FEWEST_OPERATIONS = 50;

    /** The service ports, and where their documents are. */
    private static final Map<PortName, PortName> SERVICES = Map.of(
            PortName.DEVICE_REGISTRY, PortName.DEVICE_REGISTRY_MANAGEMENT,
            PortName.TELEMETRY_INGEST, PortName.TELEMETRY_INGEST_MANAGEMENT,
            PortName.TELEMETRY_QUERY, PortName.TELEMETRY_QUERY_MANAGEMENT,
            PortName.ADMIN_SERVICE, PortName.ADMIN_SERVICE_MANAGEMENT);

    private record Operation(PortName service, String method, String path, List<String> roles) {}

    // A long document breaks now and then when it is sent just as the connection is upgraded.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String[]> callers = new LinkedHashMap<>();
    private RunningStack stack;
    private TestDevice device = new TestDevice(0, "");

    @BeforeAll
    void useCallersOfEveryRole(RunningStack shared) throws Exception {
        stack = shared;
        device = stack.register("role matrix");
        callers.put(NOBODY, new String[0]);
        callers.put(DEVICE, device.credential());
        for (String role : OPERATORS) {
            callers.put(role, new String[] {"Authorization", "Bearer " + token(role)});
        }
    }

    @Test
    void everyCellOfTheMatrixIsAsTheDocumentsSay() throws Exception {
        List<Operation> operations = new ArrayList<>();
        for (PortName service : SERVICES.keySet()) {
            operations.addAll(operations(service));
        }
        assertThat(operations).hasSizeGreaterThan(FEWEST_OPERATIONS);

        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            for (Map.Entry<String, String[]> caller : callers.entrySet()) {
                int status = call(operation, caller.getKey(), caller.getValue());
                if (isAllowed(operation, caller.getKey()) != (status != UNAUTHORIZED && status != FORBIDDEN)) {
                    wrong.add(operation + " for " + caller.getKey() + ": " + status);
                }
            }
        }
        System.out.println(
                "role matrix: " + operations.size() + " operations, " + operations.size() * callers.size() + " cells");
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOperationOfAdministrationNamesARole() throws Exception {
        JsonNode paths = document(PortName.ADMIN_SERVICE).path("paths");
        List<String> open = new ArrayList<>();
        paths.properties().forEach(path -> {
            if (path.getKey().startsWith("/api/v1/admin")) {
                path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .filter(operation -> roles(operation.getValue()).isEmpty())
                        .forEach(operation -> open.add(operation.getKey() + " " + path.getKey()));
            }
        });

        assertThat(open).isEmpty();
    }

    private static boolean isAllowed(Operation operation, String caller) {
        return operation.roles().stream()
                .anyMatch(role -> role.equals(caller)
                        || OPERATORS.contains(role) && OPERATORS.indexOf(caller) >= OPERATORS.indexOf(role));
    }

    private List<Operation> operations(PortName service) throws IOException, InterruptedException {
        List<Operation> operations = new ArrayList<>();
        document(service)
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .filter(operation -> !roles(operation.getValue()).isEmpty())
                        .forEach(operation -> operations.add(new Operation(
                                service, operation.getKey(), path.getKey(), roles(operation.getValue())))));
        return operations;
    }

    private static List<String> roles(JsonNode operation) {
        List<String> roles = new ArrayList<>();
        operation
                .path("security")
                .forEach(scheme -> scheme.forEach(names -> names.forEach(name -> roles.add(name.asText()))));
        return roles;
    }

    private JsonNode document(PortName service) throws IOException, InterruptedException {
        PortName management = SERVICES.getOrDefault(service, service);
        URI address = URI.create("http://127.0.0.1:" + stack.port(management) + "/q/openapi?format=json");
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** The status alone; a stream is left again. */
    private int call(Operation operation, String caller, String[] credential) throws IOException, InterruptedException {
        String own = caller.equals(DEVICE) ? Long.toString(device.id()) : UNKNOWN;
        String path = operation.path().replaceFirst("\\{(id|device_id)}", own).replaceAll("\\{[^}]*}", UNKNOWN);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + stack.port(operation.service()) + path))
                .method(operation.method().toUpperCase(Locale.ROOT), body(operation.method()));
        if (!operation.method().equals("get")) {
            request.header("Content-Type", "application/json");
        }
        if (credential.length > 0) {
            request.headers(credential);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private static HttpRequest.BodyPublisher body(String method) {
        return switch (method) {
            case "get", "delete" -> HttpRequest.BodyPublishers.noBody();
            default -> HttpRequest.BodyPublishers.ofString("{}");
        };
    }

    private String token(String role) throws IOException, InterruptedException {
        JsonNode issued = stack.post(
                        "/api/v1/admin/tokens",
                        "{\"name\":\"matrix " + role + " " + System.nanoTime() + "\",\"role\":\"" + role + "\"}",
                        "Authorization",
                        "Bearer " + stack.adminToken())
                .body();
        assertThat(issued.path("token").asText()).as(issued.toString()).isNotBlank();
        return issued.path("token").asText();
    }
}
