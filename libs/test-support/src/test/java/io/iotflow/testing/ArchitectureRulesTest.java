package io.iotflow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Each rule goes red on what was planted for it. */
class ArchitectureRulesTest {

    private final JavaClasses planted = new ClassFileImporter().importPackages("io.iotflow.planted");

    @Test
    void importsWhatWasPlanted() {
        assertThat(planted).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void refusesACycleOfPackages() {
        assertThatThrownBy(() -> ArchitectureRules.noCycles().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Chicken")
                .hasMessageContaining("Egg");
    }

    @Test
    void refusesABlockingCall() {
        assertThatThrownBy(() -> ArchitectureRules.noBlocking().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("BlockingCall");
    }

    @Test
    void refusesTheTimeOfTheMachine() {
        assertThatThrownBy(() -> ArchitectureRules.time().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AskedTheMachine");
    }

    @Test
    void refusesANameThatSaysNothing() {
        assertThatThrownBy(() -> ArchitectureRules.names().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("StringUtil");
    }
}
