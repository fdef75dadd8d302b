package io.iotflow.local.home;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything on the local stack that listens. */
public enum PortName {
    GATEWAY(5000),
    MQTT(1883),
    MQTT_TLS(8883),
    MQTT_WEBSOCKET(9001),
    DEVICE_REGISTRY(5101),
    TELEMETRY_INGEST(5102),
    TELEMETRY_QUERY(5103),
    ADMIN_SERVICE(5104),
    DEVICE_SIMULATOR(5105),
    DEVICE_REGISTRY_MANAGEMENT(5201),
    TELEMETRY_INGEST_MANAGEMENT(5202),
    TELEMETRY_QUERY_MANAGEMENT(5203),
    ADMIN_SERVICE_MANAGEMENT(5204),
    DEVICE_SIMULATOR_MANAGEMENT(5205),
    POSTGRES(15432),
    REDIS(16379),
    IOTDB(16667),
    IOTDB_CONFIG(16710),
    IOTDB_CONFIG_CONSENSUS(16720),
    IOTDB_INTERNAL(16730),
    IOTDB_EXCHANGE(16740),
    IOTDB_SCHEMA_CONSENSUS(16750),
    IOTDB_DATA_CONSENSUS(16760);

    private final int standard;

    PortName(int standard) {
        this.standard = standard;
    }

    /** The port unless something else is said. */
    public int standard() {
        return standard;
    }

    /** The name on the command line and in {@code ports.properties}: {@code device-registry}, … */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The environment variable that sets it: {@code IOTFLOW_PORT_DEVICE_REGISTRY}, … */
    public String variable() {
        return "IOTFLOW_PORT_" + name();
    }

    /** Reads a label. */
    public static Optional<PortName> parse(String label) {
        return Arrays.stream(values())
                .filter(name -> name.label().equals(label))
                .findFirst();
    }

    /** All labels, for a message about an unknown one. */
    public static String labels() {
        return Arrays.stream(values()).map(PortName::label).collect(Collectors.joining(", "));
    }
}
