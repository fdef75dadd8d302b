package io.iotflow.local.infrastructure;

import com.sun.management.OperatingSystemMXBean;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.process.ChildProcess;
import io.iotflow.local.process.Component;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * IoTDB, one config node and one data node in one JVM, with the write-ahead log synchronous: what it acknowledged
 * survives {@code kill -9}.
 */
public final class IotdbServer {

    private static final String HEAP_VARIABLE = "IOTFLOW_IOTDB_HEAP_MB";
    private static final long MEGABYTE = 1024 * 1024;
    private static final long SMALLEST_HEAP = 768;
    private static final long LARGEST_HEAP = 2048;
    private static final String[] OPENED = {"util.concurrent", "lang", "util", "nio", "io", "net"};
    private static final String[] HOMES = {
        "IOTDB_HOME", "CONFIGNODE_HOME", "TSFILE_HOME",
    };
    private static final String[] CONFIGURATIONS = {"IOTDB_CONF", "CONFIGNODE_CONF", "TSFILE_CONF"};

    private IotdbServer() {}

    public static Component in(StackHome home, Secrets secrets, Ports ports, ProjectRoot root) throws IOException {
        return in(home, secrets, ports, root, "");
    }

    /**
     * The same with more settings.
     *
     * @param moreSettings lines of {@code iotdb-system.properties}
     */
    public static Component in(StackHome home, Secrets secrets, Ports ports, ProjectRoot root, String moreSettings)
            throws IOException {
        return node(new Node("iotdb", "127.0.0.1", List.of()), home, secrets, ports, root, moreSettings);
    }

    /**
     * One process of the store.
     *
     * @param name of the part and its folder
     * @param address of loopback; nodes on several addresses use the same ports
     * @param arguments of {@link IotdbMain}
     */
    record Node(String name, String address, List<String> arguments) {}

    static Component node(
            Node node, StackHome home, Secrets secrets, Ports ports, ProjectRoot root, String moreSettings)
            throws IOException {
        Path folder = Files.createDirectories(home.data().resolve(node.name()));
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(configuration.resolve("iotdb-system.properties"), settings(folder, ports) + moreSettings);
        Files.writeString(configuration.resolve("logback.xml"), logging());
        ChildProcess.Command command = new ChildProcess.Command(node.name(), arguments(node, folder, root), Map.of());
        IotdbLogin login = new IotdbLogin(node.address(), ports.of(PortName.IOTDB), secrets.iotdbPassword());
        return new ChildProcess(command, home, login::isPossible);
    }

    /** What the store's heap may grow to: {@value #HEAP_VARIABLE}, else an eighth of the machine within bounds. */
    private static long heapMegabytes() {
        String chosen = System.getenv(HEAP_VARIABLE);
        if (chosen != null) {
            return Long.parseLong(chosen);
        }
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return Math.clamp(machine.getTotalMemorySize() / MEGABYTE / 8, SMALLEST_HEAP, LARGEST_HEAP);
    }

    /** What is under way dies young, and what stays is moved once (ADR 165). */
    private static List<String> heap() {
        return List.of(
                "-XX:+UseSerialGC",
                "-Xms256m",
                "-Xmx" + heapMegabytes() + "m",
                "-Xmn160m",
                "-XX:SurvivorRatio=3",
                "-XX:MaxTenuringThreshold=1");
    }

    private static List<String> arguments(Node node, Path folder, ProjectRoot root) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                root.java(),
                "-XX:MaxDirectMemorySize=256m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-javaagent:" + root.launcherJar() + "=" + node.address(),
                "-DOFF_HEAP_MEMORY=256M",
                "-Diotdb.jmx.local=false",
                "-Dlogback.configurationFile=" + folder.resolve("conf/logback.xml")));
        arguments.addAll(heap());
        for (String opened : OPENED) {
            arguments.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        for (String name : HOMES) {
            arguments.add("-D" + name + "=" + folder);
        }
        for (String name : CONFIGURATIONS) {
            arguments.add("-D" + name + "=" + folder.resolve("conf"));
        }
        // The channels of Java, which the agent confines, and not those of the machine.
        arguments.add("-Dorg.apache.ratis.thirdparty.io.netty.transport.noNative=true");
        arguments.add("-cp");
        arguments.add(root.launcherJar() + File.pathSeparator + root.iotdbClassPath());
        arguments.add(IotdbMain.class.getName());
        arguments.addAll(node.arguments());
        return arguments;
    }

    /**
     * What an acknowledgement needs in order to survive the end of the process. The configuration node keeps its plans by
     * Ratis: SimpleConsensus could not read back its own log after a kill, and whole databases were forgotten. The schema
     * log and the write-ahead log are written through before a call returns. The shares of the memory and the small arrays
     * are for many devices with few rows each in memory (ADR 8). A store that can't write its log ends: by its default it
     * would acknowledge what it could not write and then only be read (ADR 90). The log is written through after one
     * millisecond of waiting for more and not after three: a region takes one call at a time, so no more comes (ADR 170).
     */
    private static String settings(Path folder, Ports ports) {
        return addresses(ports) + folders(folder) + """
                schema_replication_factor=1
                data_replication_factor=1
                config_node_consensus_protocol_class=org.apache.iotdb.consensus.ratis.RatisConsensus
                config_node_ratis_rpc_leader_election_timeout_min_ms=300
                config_node_ratis_rpc_leader_election_timeout_max_ms=600
                schema_region_consensus_protocol_class=org.apache.iotdb.consensus.simple.SimpleConsensus
                data_region_consensus_protocol_class=org.apache.iotdb.consensus.simple.SimpleConsensus
                cn_metric_reporter_list=
                dn_metric_reporter_list=
                cn_metric_level=OFF
                dn_metric_level=OFF
                wal_mode=SYNC
                wal_sync_mode_fsync_delay_in_ms=1
                data_region_group_extension_policy=CUSTOM
                default_data_region_group_num_per_database=1
                handle_system_error=SHUTDOWN
                sync_mlog_period_in_ms=0
                datanode_memory_proportion=4:1:4:1:1:1
                schema_memory_proportion=4:5:1
                primitive_array_size=8
                """;
    }

    private static String addresses(Ports ports) {
        return """
                cluster_name=iotflow
                cn_internal_address=127.0.0.1
                cn_internal_port=%1$d
                cn_consensus_port=%2$d
                cn_seed_config_node=127.0.0.1:%1$d
                dn_seed_config_node=127.0.0.1:%1$d
                dn_rpc_address=127.0.0.1
                dn_rpc_port=%3$d
                dn_internal_address=127.0.0.1
                dn_internal_port=%4$d
                dn_mpp_data_exchange_port=%5$d
                dn_schema_region_consensus_port=%6$d
                dn_data_region_consensus_port=%7$d
                """.formatted(
                        ports.of(PortName.IOTDB_CONFIG),
                        ports.of(PortName.IOTDB_CONFIG_CONSENSUS),
                        ports.of(PortName.IOTDB),
                        ports.of(PortName.IOTDB_INTERNAL),
                        ports.of(PortName.IOTDB_EXCHANGE),
                        ports.of(PortName.IOTDB_SCHEMA_CONSENSUS),
                        ports.of(PortName.IOTDB_DATA_CONSENSUS));
    }

    private static String folders(Path folder) {
        return """
                cn_system_dir=%1$s/confignode/system
                cn_consensus_dir=%1$s/confignode/consensus
                cn_pipe_receiver_file_dir=%1$s/confignode/pipe
                dn_system_dir=%1$s/datanode/system
                dn_data_dirs=%1$s/datanode/data
                dn_consensus_dir=%1$s/datanode/consensus
                dn_wal_dirs=%1$s/datanode/wal
                dn_tracing_dir=%1$s/datanode/tracing
                dn_sync_dir=%1$s/datanode/sync
                dn_pipe_receiver_file_dirs=%1$s/datanode/pipe
                sort_tmp_dir=%1$s/datanode/sort
                """.formatted(folder);
    }

    private static String logging() {
        return """
                <configuration>
                  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d %-5p [%t] %c{1} - %m%n</pattern></encoder>
                  </appender>
                  <root level="WARN"><appender-ref ref="OUT"/></root>
                </configuration>
                """;
    }
}
