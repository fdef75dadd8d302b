package io.iotflow.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetPresetTest {

    @ParameterizedTest
    @CsvSource({"home,9,3,2,2,1,1", "office,16,5,3,4,2,2", "factory,30,10,5,8,4,3"})
    void hasItsDevices(String name, int all, int temperature, int lock, int camera, int air, int thermostat) {
        var members = FleetPreset.named(name).orElseThrow().members("x");

        assertThat(members).hasSize(all).extracting(FleetMember::name).doesNotHaveDuplicates();
        assertThat(members)
                .filteredOn(member -> member.type().equals("temperature"))
                .hasSize(temperature);
        assertThat(members).filteredOn(member -> member.type().equals("lock")).hasSize(lock);
        assertThat(members).filteredOn(member -> member.type().equals("camera")).hasSize(camera);
        assertThat(members).filteredOn(member -> member.type().equals("air")).hasSize(air);
        assertThat(members)
                .filteredOn(member -> member.type().equals("thermostat"))
                .hasSize(thermostat);
    }
}
