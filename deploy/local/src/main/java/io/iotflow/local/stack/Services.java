package io.iotflow.local.stack;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.infrastructure.HivemqServer;
import io.iotflow.local.infrastructure.IotdbCluster;
import io.iotflow.local.process.ChildProcess;
import io.iotflow.local.process.ClassArchive;
import io.iotflow.local.process.Component;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The five services as child processes. */
public final class Services {

    /** Every service, the one that owns the schema first. */
    public static final List<String> NAMES =
            List.of("device-registry", "telemetry-ingest", "telemetry-query", "admin-service", "device-simulator");

    private static final String HOST = "127.0.0.1";
    private static final List<String> USUAL_HEAP = List.of("-Xmx96m");
    /** What is under way survives where it is, see ADR 165. */
    private static final Map<String, List<String>> HEAP =
            Map.of("telemetry-ingest", List.of("-Xmx256m", "-Xmn112m", "-XX:SurvivorRatio=4"));

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    private final StackHome home;
    private final ProjectRoot root;
    private final StackFacts facts;
    private final Ports ports;
    private final boolean broker;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build();

    Services(StackHome home, ProjectRoot root, StackFacts facts, Ports ports, boolean broker) {
        this.home = home;
        this.root = root;
        this.facts = facts;
        this.ports = ports;
        this.broker = broker;
    }

    Component service(String name) throws IOException {
        Path program = root.serviceJar(name);
        if (!Files.exists(program)) {
            throw new IOException(name + " is not built: there is no " + program);
        }
        List<String> arguments = new ArrayList<>();
        arguments.add(root.java());
        arguments.addAll(HEAP.getOrDefault(name, USUAL_HEAP));
        arguments.addAll(List.of(
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=160m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                program.toString()));
        ChildProcess.Command command =
                new ChildProcess.Command(name, arguments, environment(name), Optional.of(classes(name)));
        return new ChildProcess(command, home, ready(name));
    }

    private ClassArchive classes(String name) throws IOException {
        return ClassArchive.of(name, root.serviceFolder(name), root.shared("class-archives", home));
    }

    private BooleanSupplier ready(String name) {
        URI address = URI.create("http://" + HOST + ":" + ports.of(managementPort(name)) + "/q/health/ready");
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(PROBE_TIMEOUT).build();
        return () -> {
            try {
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    private Map<String, String> environment(String name) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(portName(name))));
        environment.put("QUARKUS_MANAGEMENT_HOST", HOST);
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.of(managementPort(name))));
        environment.put("QUARKUS_DATASOURCE_USERNAME", facts.postgresUser());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", facts.postgresPassword());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", facts.postgresUri("iotflow"));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", facts.postgresJdbcUrl("iotflow"));
        environment.put("QUARKUS_REDIS_HOSTS", facts.redisUri());
        environment.put("IOTFLOW_STORE_HOST", IotdbCluster.ofEnvironment().hosts());
        environment.put("IOTFLOW_STORE_PORT", Integer.toString(ports.of(PortName.IOTDB)));
        environment.put("IOTFLOW_STORE_USERNAME", facts.iotdbUser());
        environment.put("IOTFLOW_STORE_PASSWORD", facts.iotdbPassword());
        environment.put("IOTFLOW_OPERATOR_ADMIN_TOKEN_SHA256", facts.adminTokenSha256());
        environment.put("IOTFLOW_INTERNAL_SECRET", facts.serviceSecret());
        environment.put("IOTFLOW_REGISTRATION_ACCESS", "open");
        environment.put("IOTFLOW_STATUS_ACCESS", "open");
        putMqtt(name, environment);
        putVirtualDevices(environment);
        environment.putAll(broker ? consumeFromBroker() : Map.of());
        putAddresses(environment);
        return environment;
    }

    private void putAddresses(Map<String, String> environment) {
        // Everything is on this machine, so a receiver of webhooks may be, too.
        environment.put("IOTFLOW_ALERTS_WEBHOOK_PRIVATE_HOSTS", HOST + ",localhost");
        environment.put("IOTFLOW_GATEWAY_URL", "http://" + HOST + ":" + ports.of(PortName.GATEWAY));
        for (String service : NAMES) {
            String variable = "IOTFLOW_SERVICES_" + variable(service);
            environment.put(variable + "_URL", "http://" + HOST + ":" + ports.of(portName(service)));
            environment.put(variable + "_MANAGEMENT_URL", "http://" + HOST + ":" + ports.of(managementPort(service)));
        }
    }

    private void putMqtt(String name, Map<String, String> environment) throws IOException {
        environment.put("IOTFLOW_MQTT_HOST", HOST);
        environment.put("IOTFLOW_MQTT_PORT", Integer.toString(ports.of(PortName.MQTT)));
        environment.put("IOTFLOW_MQTT_TLS_PORT", Integer.toString(ports.of(PortName.MQTT_TLS)));
        environment.put("IOTFLOW_MQTT_WEBSOCKET_PORT", Integer.toString(ports.of(PortName.MQTT_WEBSOCKET)));
        if (name.equals("telemetry-ingest")) {
            LocalCertificate certificate = LocalCertificate.of(home, root.java());
            environment.put("IOTFLOW_MQTT_TLS_KEY", certificate.key().toString());
            environment.put("IOTFLOW_MQTT_TLS_CERTIFICATE", certificate.chain().toString());
        }
    }

    private void putVirtualDevices(Map<String, String> environment) {
        environment.put("IOTFLOW_REGISTRATION_KEY_SHA256", Secrets.sha256(facts.provisioningKey()));
        environment.put("IOTFLOW_VIRTUAL_DEVICES_PROVISIONING_KEY", facts.provisioningKey());
        environment.put("IOTFLOW_VIRTUAL_DEVICES_MQTT_HOST", HOST);
        environment.put("IOTFLOW_VIRTUAL_DEVICES_MQTT_PORT", Integer.toString(ports.of(PortName.MQTT)));
    }

    private Map<String, String> consumeFromBroker() {
        return Map.of(
                "IOTFLOW_MQTT_MODE",
                "broker",
                "IOTFLOW_BROKER_HOST",
                HOST,
                "IOTFLOW_BROKER_PORT",
                Integer.toString(ports.of(PortName.MQTT)),
                "IOTFLOW_BROKER_USERNAME",
                HivemqServer.INGEST_USER,
                "IOTFLOW_BROKER_PASSWORD",
                facts.serviceSecret(),
                // The session at the broker outlives this process, so its name must.
                "IOTFLOW_BROKER_REPLICA",
                "local");
    }

    /** Where a service listens. */
    public static PortName portName(String service) {
        return PortName.valueOf(variable(service));
    }

    private static PortName managementPort(String service) {
        return PortName.valueOf(variable(service) + "_MANAGEMENT");
    }

    private static String variable(String service) {
        return service.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
