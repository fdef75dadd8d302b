package io.iotflow.simulator.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.simulator.device.Connections.Protocol;
import io.iotflow.simulator.scenario.ProfileSource;
import io.iotflow.simulator.scenario.Scenario;
import io.iotflow.simulator.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateFlagsTest {

    @Test
    void winOverWhatTheFileSays() throws Exception {
        Scenario scenario = read(
                "{name: file, count: 3, transport: http, qos: 2, interval: 9}",
                "--name=flag",
                "--interval=0.5",
                "--failure-rate=0.05",
                "--duration=20",
                "--batch=4",
                "--seed=7",
                "--audit");

        assertThat(scenario.devices().apply("x"))
                .hasSize(3)
                .allMatch(member -> member.name().startsWith("flag-"))
                .allMatch(member -> member.profile().telemetrySeconds() == 0.5)
                .allMatch(member -> member.profile().failureRate() == 0.05);
        assertThat(scenario.sending().transport()).isEqualTo(Protocol.HTTP);
        assertThat(scenario.sending().qos()).isEqualTo(2);
        assertThat(scenario.sending().batch()).isEqualTo(4);
        assertThat(scenario.seconds()).isEqualTo(20);
        assertThat(scenario.seed()).isEqualTo(7);
        assertThat(scenario.audit()).isTrue();
    }

    private static Scenario read(String file, String... flags) throws Exception {
        SimulateOptions options = new SimulateOptions();
        FleetOptions fleet = new FleetOptions();
        ObjectNode document = ScenarioReader.parse(file);
        new CommandLine(options).setUnmatchedArgumentsAllowed(true).parseArgs(flags);
        new CommandLine(fleet).setUnmatchedArgumentsAllowed(true).parseArgs(flags);
        options.overlay(document);
        fleet.overlay(document);
        return new ScenarioReader(ProfileSource::productAndFiles, () -> 42).read(document);
    }
}
