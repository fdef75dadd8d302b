package io.iotflow.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotflow.simulator.device.Connections.Protocol;
import io.iotflow.simulator.fleet.FleetMember;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {

    private static final String MORNING = """
            name: morning
            fleet: home
            transport: http
            failure_rate: 0.05
            seed: 7
            audit: true
            stages:
              - {kind: ramp, seconds: 10, from: 0, to: 50}
              - {kind: steady, seconds: 30, rate: 50}
              - {kind: spike, seconds: 5, rate: 500}
              - {kind: reconnect_storm, seconds: 10, rate: 50}
              - {kind: outage, seconds: 20, rate: 50}
            faults: {duplicate: 0.01, clock_skew: 0.02}
            """;

    private final ScenarioReader reader = new ScenarioReader(ProfileSource::productAndFiles, () -> 42);

    @Test
    void readsDevicesStagesAndFaults() throws Exception {
        Scenario scenario = read(MORNING);

        assertThat(scenario.devices().apply("x"))
                .hasSize(9)
                .allMatch(member -> member.name().startsWith("morning-"))
                .allMatch(member -> member.profile().failureRate() == 0.05);
        assertThat(scenario.sending().transport()).isEqualTo(Protocol.HTTP);
        assertThat(scenario.stages())
                .extracting(Stage::label)
                .containsExactly("ramp", "steady", "spike", "reconnect_storm", "outage");
        assertThat(scenario.stages().getFirst().rateAt(Duration.ofSeconds(5))).isEqualTo(25);
        assertThat(scenario.seconds()).isEqualTo(75);
        assertThat(scenario.faults().clockSkew()).isEqualTo(0.02);
        assertThat(scenario.seed()).isEqualTo(7);
        assertThat(scenario.audit()).isTrue();
    }

    @Test
    void isOneDeviceWithTheDefaultProfileWhenNothingIsSaid() throws Exception {
        Scenario scenario = read("{}");

        List<FleetMember> devices = scenario.devices().apply("0a");
        assertThat(devices).extracting(FleetMember::name).containsExactly("device-0a");
        assertThat(devices.getFirst().profile().name()).isEqualTo("default");
        assertThat(scenario.seconds()).isZero();
        assertThat(scenario.seed()).isEqualTo(42);
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        String wrong = """
                count: 0
                profile: nonsense
                qos: 3
                colour: red
                duration: 5
                stages:
                  - {kind: rest, seconds: 5, rate: 1}
                  - {kind: steady, seconds: 5}
                faults: {duplicate: 2}
                """;

        assertThatThrownBy(() -> read(wrong))
                .asInstanceOf(InstanceOfAssertFactories.type(ScenarioException.class))
                .satisfies(problem -> assertThat(String.join("\n", problem.complaints()))
                        .contains(
                                "count must be a whole number from 1",
                                "profile 'nonsense' is unknown; there are default",
                                "qos must be a whole number from 0 to 2",
                                "'colour' is unknown",
                                "duration is what the stages say",
                                "stages[0].kind 'rest' is unknown",
                                "stages[1].rate is missing",
                                "faults.duplicate must be a number from 0.0 to 1.0"));
    }

    @Test
    void isRefusedWhenItIsTooLargeForThePlaceWhereItIsToRun() {
        assertThatThrownBy(() -> read("{count: 11, duration: 0}").within(10, Duration.ofMinutes(1)))
                .hasMessageContaining("count must be at most 10")
                .hasMessageContaining("at most 60");
    }

    private Scenario read(String document) throws ScenarioException {
        return reader.read(ScenarioReader.parse(document));
    }
}
