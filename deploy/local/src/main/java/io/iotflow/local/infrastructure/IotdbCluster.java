package io.iotflow.local.infrastructure;

import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.process.Component;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Several data nodes on this machine, each with every reading: {@value #VARIABLE}, 1 unless set. They use the same ports on
 * the addresses 127.0.0.1, 127.0.0.2, … A write is confirmed when most of them have it in their log (Ratis), so the end of one
 * takes nothing away. The configuration node is in the process of the first.
 */
public final class IotdbCluster {

    /** How many data nodes. */
    public static final String VARIABLE = "IOTFLOW_IOTDB_DATA_NODES";

    private static final int MOST = 9;
    private static final String FIRST = "127.0.0.1";
    private static final String REPLICATED = """
            schema_replication_factor=%1$d
            data_replication_factor=%1$d
            schema_region_consensus_protocol_class=org.apache.iotdb.consensus.ratis.RatisConsensus
            data_region_consensus_protocol_class=org.apache.iotdb.consensus.ratis.RatisConsensus
            schema_region_ratis_rpc_leader_election_timeout_min_ms=500
            schema_region_ratis_rpc_leader_election_timeout_max_ms=1000
            data_region_ratis_rpc_leader_election_timeout_min_ms=500
            data_region_ratis_rpc_leader_election_timeout_max_ms=1000
            """;

    private final int nodes;

    private IotdbCluster(int nodes) {
        this.nodes = nodes;
    }

    /** As many as the environment says. */
    public static IotdbCluster ofEnvironment() {
        String number = System.getenv().getOrDefault(VARIABLE, "1");
        return new IotdbCluster(Math.clamp(Long.parseLong(number), 1, MOST));
    }

    /** Whether there is more than one. */
    public boolean isReplicated() {
        return nodes > 1;
    }

    /** Where clients find the data nodes, separated by commas; the one with the configuration node last. */
    public String hosts() {
        List<String> hosts = new ArrayList<>();
        for (int node = 2; node <= nodes; node++) {
            hosts.add(address(node));
        }
        hosts.add(FIRST);
        return String.join(",", hosts);
    }

    /** The process with the configuration node; it must be ready before the others start. */
    public Component first(StackHome home, Secrets secrets, Ports ports, ProjectRoot root) throws IOException {
        return IotdbServer.in(home, secrets, ports, root, replication());
    }

    /** The further data nodes. */
    public List<Component> others(StackHome home, Secrets secrets, Ports ports, ProjectRoot root) throws IOException {
        List<Component> others = new ArrayList<>();
        for (int number = 2; number <= nodes; number++) {
            IotdbServer.Node node =
                    new IotdbServer.Node("iotdb-" + number, address(number), List.of(IotdbMain.DATA_ONLY));
            String addresses = "dn_rpc_address=%1$s%ndn_internal_address=%1$s%n".formatted(node.address());
            others.add(IotdbServer.node(node, home, secrets, ports, root, replication() + addresses));
        }
        return others;
    }

    private String replication() {
        return isReplicated() ? REPLICATED.formatted(nodes) : "";
    }

    private static String address(int node) {
        return "127.0.0." + node;
    }
}
