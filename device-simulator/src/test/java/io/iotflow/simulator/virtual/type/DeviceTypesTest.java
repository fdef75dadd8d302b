package io.iotflow.simulator.virtual.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ranges of the contract, and the documents of users. */
class DeviceTypesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"pv,200,250,5,15", "heat_pump,220,240,8,20", "main_grid,230,240,10,50"})
    void staysWithinTheRangesOfTheContract(String name, double v1, double v2, double a1, double a2) {
        DeviceType type = new WanderingType(name, name, new Range(v1, v2), new Range(a1, a2));
        Random random = new Random(7);
        Optional<Electric> last = Optional.empty();
        for (int i = 0; i < 10_000; i++) {
            last = Optional.of(type.next(last, random));
            assertThat(last.get().voltage()).isBetween(v1, v2);
            assertThat(last.get().current()).isBetween(a1, a2);
        }
    }

    @Test
    void risesFromTheLeastCurrentAfterItsFirstStart() {
        DeviceType type = new WanderingType("pv", "Solar panel", new Range(200, 250), new Range(5, 15));
        Random random = new Random(7);
        Electric first = type.next(Optional.empty(), random);
        Electric later = first;
        for (int i = 0; i < 40; i++) {
            later = type.next(Optional.of(later), random);
        }

        assertThat(first.current()).isLessThan(7);
        assertThat(later.power()).isGreaterThan(first.power());
    }

    @Test
    void readsATypeOfTheUser() throws Exception {
        Path file = Files.writeString(folder.resolve("kettle.yaml"), """
                name: kettle
                title: Kettle
                voltage: {min: 229, max: 231}
                current: {min: 0, max: 9.5}
                """);

        DeviceType type = TypeDocument.read(file);

        assertThat(type.title()).isEqualTo("Kettle");
        assertThat(type.current()).isEqualTo(new Range(0, 9.5));
    }

    @Test
    void saysWhatIsWrongWithADocument() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "name: kettle\nvoltage: {min: 9, max: 1}\n");

        assertThatThrownBy(() -> TypeDocument.read(file))
                .hasMessageContaining("bad.yaml")
                .hasMessageContaining("range");
    }
}
