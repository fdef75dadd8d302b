package io.iotflow.local.infrastructure;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/** The ports that the IoTDB of a home was first started with: it keeps them beside its data and insists on them. */
public final class StorePorts {

    private static final Map<PortName, String> OF_CONFIGURATION_NODE = Map.of(
            PortName.IOTDB_CONFIG, "cn_internal_port",
            PortName.IOTDB_CONFIG_CONSENSUS, "cn_consensus_port");
    private static final Map<PortName, String> OF_DATA_NODE = Map.of(
            PortName.IOTDB, "dn_rpc_port",
            PortName.IOTDB_INTERNAL, "dn_internal_port",
            PortName.IOTDB_EXCHANGE, "dn_mpp_data_exchange_port",
            PortName.IOTDB_SCHEMA_CONSENSUS, "dn_schema_region_consensus_port",
            PortName.IOTDB_DATA_CONSENSUS, "dn_data_region_consensus_port");

    private StorePorts() {}

    /** What it insists on; empty for a home without data. */
    public static Map<PortName, Integer> kept(StackHome home) throws IOException {
        Path folder = home.data().resolve("iotdb");
        Map<PortName, Integer> kept = new EnumMap<>(PortName.class);
        read(folder.resolve("confignode/system/confignode-system.properties"), OF_CONFIGURATION_NODE, kept);
        read(folder.resolve("datanode/system/system.properties"), OF_DATA_NODE, kept);
        return kept;
    }

    private static void read(Path file, Map<PortName, String> names, Map<PortName, Integer> into) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        names.forEach((port, name) -> {
            String number = properties.getProperty(name);
            if (number != null) {
                into.put(port, Integer.valueOf(number));
            }
        });
    }
}
