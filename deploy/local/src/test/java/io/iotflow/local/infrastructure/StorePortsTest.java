package io.iotflow.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorePortsTest {

    @TempDir
    private Path folder;

    private StackHome home;

    @BeforeEach
    void aHome() throws IOException {
        home = StackHome.at(folder);
    }

    @Test
    void aHomeWithoutDataInsistsOnNothing() throws IOException {
        assertThat(StorePorts.kept(home)).isEmpty();
    }

    @Test
    void aHomeWithDataInsistsOnThePortsOfItsFirstStart() throws IOException {
        write("confignode/system/confignode-system.properties", "cn_internal_port=16710\ncn_consensus_port=16720\n");
        write("datanode/system/system.properties", """
                dn_rpc_port=16667
                dn_internal_port=16730
                dn_mpp_data_exchange_port=16740
                dn_schema_region_consensus_port=16750
                dn_data_region_consensus_port=16760
                """);

        assertThat(StorePorts.kept(home))
                .hasSize(7)
                .containsEntry(PortName.IOTDB_CONFIG, 16_710)
                .containsEntry(PortName.IOTDB, 16_667)
                .allSatisfy((name, number) -> assertThat(number).isEqualTo(name.standard()));
    }

    @Test
    void freePortsGiveWayToThoseThatAreKept() throws IOException {
        Ports free = Ports.free();

        Ports ports = free.with(Map.of(PortName.IOTDB_CONFIG, 16_710));

        assertThat(ports.of(PortName.IOTDB_CONFIG)).isEqualTo(16_710);
        assertThat(ports.of(PortName.GATEWAY)).isEqualTo(free.of(PortName.GATEWAY));
    }

    private void write(String file, String content) throws IOException {
        Path path = home.data().resolve("iotdb").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
